package io.hopguard.spring;

import io.hopguard.client.extend.Auth;
import io.hopguard.client.policy.Problems;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a client proves who it is: in one of three ways.
 *
 * @param basic User and password.
 * @param bearerToken Token for the scheme Bearer; for tokens that end, define a HopguardClientCustomizer.
 * @param apiKey A key in a header of its own.
 */
record AuthProperties(
        @Nullable Basic basic,
        @Nullable String bearerToken,
        @Nullable ApiKey apiKey) {

    /**
     * User and password.
     *
     * @param user The user.
     * @param password The password.
     */
    record Basic(@Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Basic";
        }
    }

    /**
     * A key in a header of its own.
     *
     * @param header Name of the header.
     * @param value The key.
     */
    record ApiKey(@Nullable String header, @Nullable String value) {
        @Override
        public String toString() {
            return "ApiKey";
        }
    }

    /** Null when they are not complete, which the problems then say. */
    @Nullable
    Auth auth(Problems problems) {
        long ways =
                Stream.of(basic, bearerToken, apiKey).filter(way -> way != null).count();
        problems.require(ways == 1, "auth", ways + " of basic, bearer-token and api-key", "give exactly one of them");
        if (ways != 1) {
            return null;
        }
        if (basic != null) {
            return basic(basic, problems);
        }
        return apiKey != null ? apiKey(apiKey, problems) : Auth.bearer(String.valueOf(bearerToken));
    }

    private static @Nullable Auth basic(Basic basic, Problems problems) {
        problems.require(basic.user != null, "auth.basic.user", "not set", "give the user, too");
        problems.require(basic.password != null, "auth.basic.password", "not set", "give the password, too");
        return basic.user == null || basic.password == null ? null : Auth.basic(basic.user, basic.password);
    }

    private static @Nullable Auth apiKey(ApiKey key, Problems problems) {
        problems.require(key.header != null, "auth.api-key.header", "not set", "give the name of the header, too");
        problems.require(key.value != null, "auth.api-key.value", "not set", "give the key, too");
        return key.header == null || key.value == null ? null : Auth.apiKey(key.header, key.value);
    }

    @Override
    public String toString() {
        return "AuthProperties";
    }
}
