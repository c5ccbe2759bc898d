package io.hopguard.client.internal.transport;

import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TlsVersion;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Opens HttpClient's connection pool with every limit named. */
public final class HcConnections {
    /** Under this name the context of a connect carries the attempt, so that TLS can be told from TCP. */
    static final String RUN = "hopguard.run";

    /**
     * What the pool is made from.
     *
     * @param policy sizes and ages
     * @param maxPerTarget connections to one target
     * @param maxTotal connections in all
     * @param tlsHandshake between two bytes of the handshake
     * @param tls trust and keys
     * @param addressGuard says which addresses may be dialled, or null for all
     * @param proxy the forward proxy on the way
     */
    public record Settings(
            ConnectionPolicy policy,
            int maxPerTarget,
            int maxTotal,
            Duration tlsHandshake,
            Tls tls,
            @Nullable AddressGuard addressGuard,
            ProxyPolicy proxy) {}

    /**
     * Trust and keys.
     *
     * @param given the user's own context, or null
     * @param files contexts made from files, or null
     * @param minVersion the oldest version that is spoken
     */
    public record Tls(@Nullable SSLContext given, @Nullable TlsContexts files, TlsVersion minVersion) {
        /** Whatever the JDK has. */
        public static final Tls OF_THE_JDK = new Tls(null, null, TlsVersion.TLS_1_2);
    }

    private HcConnections() {}

    static PoolingHttpClientConnectionManager open(
            Settings settings, ResponseLimits limits, HcDialled dialled, HcCounts counts) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(settings.maxTotal)
                .setMaxConnPerRoute(settings.maxPerTarget)
                .setDnsResolver(dialled)
                .setConnectionFactory(connections(limits, counts))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setValidateAfterInactivity(millis(settings.policy.validateAfterIdle()))
                        .setTimeToLive(millis(settings.policy.timeToLive()))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(Timeout.ofMilliseconds(settings.tlsHandshake.toMillis()))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(Timeout.ofMilliseconds(settings.tlsHandshake.toMillis()))
                        .build())
                .setTlsSocketStrategy(new HcTls(settings.tls))
                .build();
    }

    private static HttpConnectionFactory<ManagedHttpClientConnection> connections(
            ResponseLimits limits, HcCounts counts) {
        Http1Config config = Http1Config.custom()
                .setMaxHeaderCount(refusedFrom(limits.maxHeaders()))
                .setMaxLineLength(limits.maxHeaderLineBytes())
                .setMaxEmptyLineCount(1)
                .build();
        return socket -> new HcConnection(config, counts);
    }

    /** HttpClient refuses a head as soon as it has as many fields as its limit, not when it has more. */
    private static int refusedFrom(int maxHeaders) {
        return maxHeaders == Integer.MAX_VALUE ? maxHeaders : maxHeaders + 1;
    }

    private static TimeValue millis(Duration duration) {
        return TimeValue.ofMilliseconds(duration.toMillis());
    }
}
