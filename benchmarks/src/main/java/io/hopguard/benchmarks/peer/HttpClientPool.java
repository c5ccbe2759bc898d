package io.hopguard.benchmarks.peer;

import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/** HttpClient 5 with its defaults but for the pool, which would not do for 16 threads. */
final class HttpClientPool {
    private HttpClientPool() {}

    static CloseableHttpClient client() {
        return client(Peer.CONNECTIONS);
    }

    static CloseableHttpClient client(int connections) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections)
                        .build())
                .build();
    }
}
