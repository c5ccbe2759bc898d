package io.hopguard.client.extend;

import io.hopguard.client.error.InvalidRequestException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A bearer token, checked (RFC 6750 section 2.1). Immutable and thread-safe; {@link #toString()} does not show it. */
public final class Token {
    private static final String MARKS = "-._~+/";

    private final String value;
    private final @Nullable Duration lifetime;

    private Token(String value, @Nullable Duration lifetime) {
        this.value = value;
        this.lifetime = lifetime;
    }

    /**
     * A token that is used until a server refuses it.
     *
     * @param value letters, digits and {@code -._~+/}, then any number of {@code =}
     * @return the token
     * @throws InvalidRequestException when the value is anything else; the message does not show it
     */
    public static Token of(String value) {
        checkSyntax(value);
        return new Token(value, null);
    }

    /**
     * A token that is used for some time, or until a server refuses it.
     *
     * @param value letters, digits and {@code -._~+/}, then any number of {@code =}
     * @param lifetime how long, reckoned from when the source was asked; the {@code expires_in} of RFC 6749 section 5.1
     * @return the token
     * @throws InvalidRequestException when the value is anything else; the message does not show it
     */
    public static Token expiringIn(String value, Duration lifetime) {
        checkSyntax(value);
        return new Token(value, lifetime);
    }

    private static void checkSyntax(@Nullable String value) {
        if (value == null || value.isEmpty() || value.startsWith("=")) {
            throw new InvalidRequestException("bearer token: there is none; give one, or leave auth out");
        }
        int end = value.length();
        while (value.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isAllowed(value.charAt(i))) {
                throw new InvalidRequestException(String.format(
                        Locale.ROOT,
                        "bearer token: illegal character U+%04X at position %d; only letters, digits and -._~+/ may stand"
                                + " in it, strip line ends and the word Bearer",
                        (int) value.charAt(i),
                        i));
            }
        }
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || MARKS.indexOf(c) >= 0;
    }

    /**
     * The secret itself.
     *
     * @return the token as it is sent
     */
    public String value() {
        return value;
    }

    /**
     * How long it is used.
     *
     * @return the time from when the source was asked, or null for no end
     */
    public @Nullable Duration lifetime() {
        return lifetime;
    }

    @Override
    public String toString() {
        return "a token" + (lifetime == null ? "" : " for " + lifetime);
    }
}
