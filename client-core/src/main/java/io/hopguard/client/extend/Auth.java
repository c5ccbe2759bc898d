package io.hopguard.client.extend;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a client proves to its server who it is. Immutable and thread-safe; {@link #toString()} shows no secret.
 *
 * <p>The header is sent with every request to the base URI's origin, and never after a redirect to another one. A header of that
 * name on a request, or one that a call interceptor set, takes its place.
 */
public final class Auth {
    private static final String AUTHORIZATION = "Authorization";

    private final String words;
    private final String headerName;
    private final Headers fixed;
    private final @Nullable TokenSource tokenSource;

    private Auth(String words, String headerName, Headers fixed, @Nullable TokenSource tokenSource) {
        this.words = words;
        this.headerName = headerName;
        this.fixed = fixed;
        this.tokenSource = tokenSource;
    }

    /**
     * A user and a password, in UTF-8 (RFC 7617).
     *
     * @param user the user, without a colon
     * @param password the password
     * @return the credentials
     * @throws InvalidRequestException when the user has a colon, or either has a control character; the message shows neither
     */
    public static Auth basic(String user, String password) {
        checkControls("basic user", user);
        checkControls("basic password", password);
        if (user.indexOf(':') >= 0) {
            throw new InvalidRequestException(
                    "basic user: has a colon, which would end it (RFC 7617 section 2); use another user");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return fixed("basic", AUTHORIZATION, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private static void checkControls(String part, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new InvalidRequestException(String.format(
                        Locale.ROOT,
                        "%s: control character U+%04X at position %d (RFC 7617 section 2); strip it",
                        part,
                        (int) text.charAt(i),
                        i));
            }
        }
    }

    /**
     * A key in a header of its own. The header counts as secret, whatever its name is.
     *
     * @param headerName the header's name
     * @param key visible ASCII
     * @return the credentials
     * @throws InvalidRequestException when the name or the key is not allowed on the wire; the message does not show the key
     */
    public static Auth apiKey(String headerName, String key) {
        if (key.isBlank()) {
            throw new InvalidRequestException("API key: is empty; give one, or leave auth out");
        }
        return fixed("API key in " + headerName, headerName, key);
    }

    /**
     * A token that never changes (RFC 6750 section 2.1).
     *
     * @param token letters, digits and {@code -._~+/}, then any number of {@code =}
     * @return the credentials
     * @throws InvalidRequestException when the token is anything else; the message does not show it
     */
    public static Auth bearer(String token) {
        return fixed("bearer token", AUTHORIZATION, "Bearer " + Token.of(token).value());
    }

    /**
     * Tokens that are renewed. One is kept until shortly before its lifetime ends, and renewed in the background from then on. After a
     * 401 it is renewed and the request is sent again, once for each call, if its body can be written again.
     *
     * @param source gets the tokens
     * @return the credentials
     */
    public static Auth bearer(TokenSource source) {
        return new Auth("bearer tokens from a source", AUTHORIZATION, Headers.empty(), source);
    }

    private static Auth fixed(String words, String headerName, String value) {
        return new Auth(words, headerName, Headers.of(headerName, value), null);
    }

    /**
     * Where the credentials are sent.
     *
     * @return the header's name
     */
    public String headerName() {
        return headerName;
    }

    /**
     * What is sent with every request.
     *
     * @return the header with the secret, or none where there is a {@link #tokenSource()}
     */
    public Headers fixed() {
        return fixed;
    }

    /**
     * Where tokens come from.
     *
     * @return the source, or null for credentials that never change
     */
    public @Nullable TokenSource tokenSource() {
        return tokenSource;
    }

    @Override
    public String toString() {
        return words;
    }
}
