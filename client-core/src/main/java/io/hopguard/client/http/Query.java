package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A query string in the making. Not thread-safe. */
public final class Query {
    private final StringBuilder encoded = new StringBuilder();

    /** An empty one. */
    public Query() {}

    /**
     * Adds a parameter once for each value.
     *
     * @param name the parameter's name
     * @param values its values; an {@link Iterable} or an array among them adds each of its elements
     * @return this
     * @throws InvalidRequestException when a value is null
     */
    public Query add(String name, @Nullable Object... values) {
        for (Object value : values) {
            if (value instanceof Iterable<?> several) {
                several.forEach(one -> addOne(name, one));
            } else if (value instanceof Object[] several) {
                Arrays.asList(several).forEach(one -> addOne(name, one));
            } else {
                addOne(name, value);
            }
        }
        return this;
    }

    private void addOne(String name, @Nullable Object value) {
        String fault = UriTemplate.fault(value);
        if (fault != null) {
            throw new InvalidRequestException("query parameter '" + name + "'" + fault);
        }
        if (encoded.length() > 0) {
            encoded.append('&');
        }
        PercentEncoding.append(encoded, name);
        encoded.append('=');
        PercentEncoding.append(encoded, UriTemplate.text(value));
    }

    /**
     * Puts it behind a URI reference.
     *
     * @param reference a reference with or without a query
     * @return the reference with these parameters at its end
     */
    public String appendTo(String reference) {
        if (encoded.length() == 0) {
            return reference;
        }
        return reference + (reference.indexOf('?') < 0 ? '?' : '&') + encoded;
    }
}
