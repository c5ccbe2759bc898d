package io.hopguard.client.internal.transport;

import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import io.hopguard.client.policy.TlsVersion;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The real transport over a resolver in the test's hand. */
public final class Resolving {
    /** Stands for DNS. */
    @FunctionalInterface
    public interface Names {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private Resolving() {}

    public static HcTransport transport(AddressGuard guard, Names names) {
        return transport(HcConnections.Tls.OF_THE_JDK, guard, names);
    }

    /** With trust and keys of the test's own. */
    public static HcTransport secure(SSLContext context, Names names) {
        return transport(new HcConnections.Tls(context, null, TlsVersion.TLS_1_2), null, names);
    }

    private static HcTransport transport(HcConnections.Tls tls, AddressGuard guard, Names names) {
        ConnectionPolicy policy = ConnectionPolicy.builder().build();
        HcConnections.Settings settings = new HcConnections.Settings(
                policy,
                64,
                256,
                Duration.ofSeconds(1),
                tls,
                guard,
                ProxyPolicy.builder().build());
        return new HcTransport(
                "test",
                settings,
                TimeoutPolicy.builder().build(),
                ResponseLimits.builder().build(),
                "test",
                names::of);
    }
}
