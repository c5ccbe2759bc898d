package io.hopguard.client.internal.redirect;

import io.hopguard.client.diagnosis.SecretNames;
import io.hopguard.client.http.Headers;
import java.util.Locale;
import java.util.Set;

/** Which headers are for one origin only. */
public final class SecretHeaders {
    /** {@code Host} names the origin that was left; {@code Referer} may hold a query with secrets. */
    private static final Set<String> BOUND = Set.of("host", "referer");

    private final Set<String> declared;

    /** The names that were declared, in lower case. */
    public SecretHeaders(Set<String> declared) {
        this.declared = declared;
    }

    /** What may be sent to another origin. */
    public Headers removedFrom(Headers headers) {
        Headers kept = headers;
        for (int i = 0; i < headers.size(); i++) {
            if (isSecret(headers.name(i).toLowerCase(Locale.ROOT))) {
                kept = kept.without(headers.name(i));
            }
        }
        return kept;
    }

    private boolean isSecret(String name) {
        return BOUND.contains(name) || declared.contains(name) || SecretNames.isSecret(name);
    }
}
