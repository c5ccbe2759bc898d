package io.hopguard.client.internal.auth;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a server asks for with {@code WWW-Authenticate} (RFC 9110 section 11.6.1). */
public final class Challenges {
    /** These prove who a connection belongs to, not who sent a request (RFC 4559 section 6): no token helps. */
    private static final Set<String> OF_CONNECTIONS = Set.of("negotiate", "ntlm");

    private Challenges() {}

    /** Whether a token could be an answer: also when the server does not say what it asks for. */
    public static boolean mayAskForToken(List<String> fields) {
        return fields.isEmpty() || fields.stream().anyMatch(Challenges::namesAnotherScheme);
    }

    private static boolean namesAnotherScheme(String field) {
        for (String part : field.split(",")) {
            String word = part.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
            if (!word.isEmpty() && !OF_CONNECTIONS.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
