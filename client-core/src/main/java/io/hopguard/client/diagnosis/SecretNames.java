package io.hopguard.client.diagnosis;

import java.util.Locale;
import java.util.Set;

/**
 * Tells by a header's name whether its value is a secret. It is the one list of such names: redirects to another origin leave
 * these headers out, and evidence and reports do not show their values. Stateless and thread-safe.
 *
 * <p>A header is secret when its name contains, in any case and at any place, {@code key}, {@code token}, {@code secret},
 * {@code auth}, {@code cookie}, {@code session}, {@code pass}, {@code pwd}, {@code jwt}, {@code assertion}, {@code credential},
 * {@code signature}, {@code dpop}, {@code cert}, {@code csrf}, {@code xsrf} or {@code bearer}: {@code Proxy-Authorization},
 * {@code X-Api-Key}, {@code Set-Cookie}, {@code X-Forwarded-Client-Cert}, ...
 */
public final class SecretNames {
    private static final Set<String> TELLING = Set.of(
            "key",
            "token",
            "secret",
            "auth",
            "cookie",
            "session",
            "pass",
            "pwd",
            "jwt",
            "assertion",
            "credential",
            "signature",
            "dpop",
            "cert",
            "csrf",
            "xsrf",
            "bearer");

    private SecretNames() {}

    /**
     * Whether the value of such a header is a secret.
     *
     * @param headerName the name, without regard to case
     * @return true when it must not be shown, nor sent to another origin
     */
    public static boolean isSecret(String headerName) {
        String lower = headerName.toLowerCase(Locale.ROOT);
        return TELLING.stream().anyMatch(lower::contains);
    }
}
