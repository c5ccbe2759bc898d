package io.hopguard.client.policy;

import io.hopguard.client.http.Target;
import org.jspecify.annotations.Nullable;

/**
 * A forward proxy and what it is told about us. Immutable and thread-safe; {@link #toString()} shows no credentials.
 *
 * @param address where it listens
 * @param authorization the value of {@code Proxy-Authorization}, a secret, or null for none
 */
public record ProxyEndpoint(Target address, @Nullable String authorization) {
    @Override
    public String toString() {
        return address + (authorization == null ? "" : " with credentials");
    }
}
