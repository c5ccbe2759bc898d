package io.hopguard.client.policy;

import java.util.Map;

/** Other environment variables than those of this process. */
public final class ProxyEnvironment {
    private ProxyEnvironment() {}

    public static ProxyPolicy.Builder of(ProxyPolicy.Builder builder, Map<String, String> variables) {
        return builder.fromEnvironment(variables);
    }
}
