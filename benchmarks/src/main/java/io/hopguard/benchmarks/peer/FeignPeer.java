package io.hopguard.benchmarks.peer;

import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.feign.FeignDecorators;
import io.github.resilience4j.feign.Resilience4jFeign;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** Feign over HttpClient 5, decorated by resilience4j's module for it with the same defaults as {@link Resilience4jGuard}. */
final class FeignPeer implements Peer {
    private final CloseableHttpClient client = HttpClientPool.client();
    private final Orders orders;

    /** The interface that Feign implements. */
    @Headers("Accept: application/json")
    interface Orders {
        @RequestLine("GET " + PATH)
        byte[] get();

        @RequestLine("POST " + PATH)
        @Headers("Content-Type: application/json")
        byte[] post(byte[] json);
    }

    FeignPeer(String url) {
        FeignDecorators decorators = FeignDecorators.builder()
                .withCircuitBreaker(CircuitBreaker.ofDefaults("orders"))
                .withRetry(Retry.ofDefaults("orders"))
                .build();
        this.orders = Feign.builder()
                .client(new ApacheHttp5Client(client))
                .addCapability(Resilience4jFeign.capability(decorators))
                .target(Orders.class, url);
    }

    @Override
    public byte[] get() {
        return orders.get();
    }

    @Override
    public byte[] post(byte[] json) {
        return orders.post(json);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
