package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in their order, names without regard to case. Immutable and thread-safe; {@link #toString()} shows names
 * only, since values may be secret.
 */
public final class Headers {
    private static final Headers EMPTY = new Headers(new String[0]);

    /** Name, value, name, value, ... */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    /**
     * No headers.
     *
     * @return the empty headers
     */
    public static Headers empty() {
        return EMPTY;
    }

    /**
     * Headers as they were received, unchecked.
     *
     * @param namesAndValues name, value, name, value, ...; the array is kept
     * @return the headers
     */
    public static Headers received(String... namesAndValues) {
        return namesAndValues.length == 0 ? EMPTY : new Headers(namesAndValues);
    }

    /**
     * Headers to be sent.
     *
     * @param namesAndValues name, value, name, value, ...
     * @return the headers
     * @throws InvalidRequestException when a name or value is not allowed on the wire
     */
    public static Headers of(String... namesAndValues) {
        Headers headers = EMPTY;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers = headers.plus(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    /**
     * These and one more; fields of the same name stay.
     *
     * @param name a token (RFC 9110 section 5.6.2)
     * @param value visible ASCII, spaces and tabs
     * @return new headers
     * @throws InvalidRequestException when the name or value is not allowed on the wire
     */
    public Headers plus(String name, String value) {
        FieldSyntax.checkName(name);
        FieldSyntax.checkValue(name, value);
        String[] longer = Arrays.copyOf(fields, fields.length + 2);
        longer[fields.length] = name;
        longer[fields.length + 1] = value.strip();
        return new Headers(longer);
    }

    /**
     * These with all fields of a name replaced by one.
     *
     * @param name a token
     * @param value visible ASCII, spaces and tabs
     * @return new headers
     * @throws InvalidRequestException when the name or value is not allowed on the wire
     */
    public Headers with(String name, String value) {
        return without(name).plus(name, value);
    }

    /**
     * These less all fields of a name.
     *
     * @param name the name
     * @return these when there is none, otherwise new headers
     */
    public Headers without(String name) {
        if (first(name) == null) {
            return this;
        }
        List<String> kept = new ArrayList<>(fields.length);
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].equalsIgnoreCase(name)) {
                kept.add(fields[i]);
                kept.add(fields[i + 1]);
            }
        }
        return kept.isEmpty() ? EMPTY : new Headers(kept.toArray(String[]::new));
    }

    /**
     * These, and those of the defaults whose names are not among these.
     *
     * @param defaults what holds where these say nothing
     * @return the merged headers
     */
    public Headers over(Headers defaults) {
        if (fields.length == 0) {
            return defaults;
        }
        Headers kept = defaults;
        for (int i = 0; i < fields.length && kept.fields.length > 0; i += 2) {
            kept = kept.without(fields[i]);
        }
        if (kept.fields.length == 0) {
            return this;
        }
        String[] merged = Arrays.copyOf(kept.fields, kept.fields.length + fields.length);
        System.arraycopy(fields, 0, merged, kept.fields.length, fields.length);
        return new Headers(merged);
    }

    /**
     * The first value of a name.
     *
     * @param name the name
     * @return the value, or null when there is no such field
     */
    public @Nullable String first(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /**
     * All values of a name.
     *
     * @param name the name
     * @return the values in order, possibly none
     */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(2);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return Collections.unmodifiableList(values);
    }

    /**
     * Whether there is a field of a name.
     *
     * @param name the name
     * @return true when there is one
     */
    public boolean contains(String name) {
        return first(name) != null;
    }

    /**
     * How many fields there are.
     *
     * @return the number of fields
     */
    public int size() {
        return fields.length / 2;
    }

    /**
     * The name of one field.
     *
     * @param index counted from 0
     * @return its name as it was written
     */
    public String name(int index) {
        return fields[2 * index];
    }

    /**
     * The value of one field.
     *
     * @param index counted from 0
     * @return its value
     */
    public String value(int index) {
        return fields[2 * index + 1];
    }

    /**
     * All of it as a map.
     *
     * @return values by name, names without regard to case; not modifiable
     */
    public Map<String, List<String>> toMap() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < fields.length; i += 2) {
            map.computeIfAbsent(fields[i], name -> new ArrayList<>(1)).add(fields[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers headers && Arrays.equals(fields, headers.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fields);
    }

    @Override
    public String toString() {
        TreeSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < fields.length; i += 2) {
            names.add(fields[i]);
        }
        return names.toString();
    }
}
