package io.hopguard.client;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Target;
import io.hopguard.client.policy.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where relative paths lead: a target, and a path in front of theirs. */
record BaseUri(Target target, String path) {

    /** Null when it cannot be used, which the problems then say. */
    static @Nullable BaseUri checked(String text, Problems problems) {
        try {
            return of(text);
        } catch (InvalidRequestException e) {
            boolean secret = text.indexOf('@') >= 0 || text.indexOf('?') >= 0;
            problems.require(false, "baseUri", secret ? "not shown, it may hold a secret" : text, e.getMessage());
            return null;
        }
    }

    static BaseUri of(String text) {
        Target target = Target.of(text);
        try {
            URI uri = new URI(text);
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new InvalidRequestException("it has a query or a fragment; leave them out");
            }
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return new BaseUri(target, path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        } catch (URISyntaxException e) {
            throw new InvalidRequestException("it is not a URI: " + e.getReason());
        }
    }

    /** The path and query on the target; anything that would lead to another host is refused. */
    String resolve(String reference) {
        if (reference.startsWith("//")
                || reference.startsWith("\\")
                || reference.contains("://") && isAbsolute(reference)) {
            throw new InvalidRequestException("URI: an absolute reference was given, but the client has the base URI "
                    + this + "; give a path, or use a client without a base URI");
        }
        boolean separate = reference.startsWith("/") || reference.startsWith("?") || reference.isEmpty();
        return path.isEmpty() && separate ? reference : path + (separate ? "" : "/") + reference;
    }

    private static boolean isAbsolute(String reference) {
        int colon = reference.indexOf(':');
        int slash = reference.indexOf('/');
        return slash < 0 || colon < slash;
    }

    @Override
    public String toString() {
        return target + path;
    }
}
