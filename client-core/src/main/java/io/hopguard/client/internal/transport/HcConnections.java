package io.hopguard.client.internal.transport;

import io.hopguard.client.error.Phase;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.ResponseLimits;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.ssl.TLS;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.ssl.SSLContexts;
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
     * @param sslContext trust and keys, or null for the JDK's
     * @param addressGuard says which addresses may be dialled, or null for all
     * @param proxy the forward proxy on the way
     */
    public record Settings(
            ConnectionPolicy policy,
            int maxPerTarget,
            int maxTotal,
            Duration tlsHandshake,
            @Nullable SSLContext sslContext,
            @Nullable AddressGuard addressGuard,
            ProxyPolicy proxy) {}

    private HcConnections() {}

    static PoolingHttpClientConnectionManager open(Settings settings, ResponseLimits limits, HcDialled dialled) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setMaxConnTotal(settings.maxTotal)
                .setMaxConnPerRoute(settings.maxPerTarget)
                .setDnsResolver(dialled)
                .setConnectionFactory(connections(limits))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setValidateAfterInactivity(millis(settings.policy.validateAfterIdle()))
                        .setTimeToLive(millis(settings.policy.timeToLive()))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(Timeout.ofMilliseconds(settings.tlsHandshake.toMillis()))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setSupportedProtocols(TLS.V_1_3, TLS.V_1_2)
                        .setHandshakeTimeout(Timeout.ofMilliseconds(settings.tlsHandshake.toMillis()))
                        .build())
                .setTlsSocketStrategy(tls(settings.sslContext))
                .build();
    }

    private static HttpConnectionFactory<ManagedHttpClientConnection> connections(ResponseLimits limits) {
        Http1Config config = Http1Config.custom()
                .setMaxHeaderCount(refusedFrom(limits.maxHeaders()))
                .setMaxLineLength(limits.maxHeaderLineBytes())
                .setMaxEmptyLineCount(1)
                .build();
        return socket -> new HcConnection(config);
    }

    /** HttpClient refuses a head as soon as it has as many fields as its limit, not when it has more. */
    private static int refusedFrom(int maxHeaders) {
        return maxHeaders == Integer.MAX_VALUE ? maxHeaders : maxHeaders + 1;
    }

    private static TimeValue millis(Duration duration) {
        return TimeValue.ofMilliseconds(duration.toMillis());
    }

    private static TlsSocketStrategy tls(@Nullable SSLContext context) {
        TlsSocketStrategy strategy =
                new DefaultClientTlsStrategy(context != null ? context : SSLContexts.createSystemDefault());
        return (socket, target, port, attachment, httpContext) -> {
            if (httpContext.getAttribute(RUN) instanceof AttemptRun run) {
                run.enter(Phase.TLS);
            }
            return strategy.upgrade(socket, target, port, attachment, httpContext);
        };
    }
}
