package io.hopguard.client.internal.transport;

import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** The real transport over a resolver in the test's hand. */
public final class Resolving {
    /** Stands for DNS. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private Resolving() {}

    public static HcTransport transport(AddressGuard guard, Names names) {
        ConnectionPolicy policy = ConnectionPolicy.builder().build();
        HcConnections.Settings settings = new HcConnections.Settings(
                policy,
                64,
                256,
                Duration.ofSeconds(1),
                null,
                guard,
                ProxyPolicy.builder().build());
        return new HcTransport(
                settings,
                TimeoutPolicy.builder().build(),
                ResponseLimits.builder().build(),
                "test",
                names::of);
    }
}
