package io.hopguard.benchmarks.peer;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient. */
final class RestClientPeer implements Peer {
    private final RestClient rest;
    private final Closeable client;

    /**
     * Through any request factory.
     *
     * @param client what the factory uses, closed in the end
     */
    RestClientPeer(String url, ClientHttpRequestFactory factory, Closeable client) {
        this.rest = RestClient.builder().requestFactory(factory).baseUrl(url).build();
        this.client = client;
    }

    /** Over HttpClient 5, which is what RestClient takes before any other. */
    static RestClientPeer overHttpClient(String url) {
        CloseableHttpClient client = HttpClientPool.client();
        return new RestClientPeer(url, new HttpComponentsClientHttpRequestFactory(client), client);
    }

    @Override
    public byte[] get() {
        return body(rest.get().uri(PATH).accept(MediaType.APPLICATION_JSON));
    }

    @Override
    public byte[] post(byte[] json) {
        return body(rest.post()
                .uri(PATH)
                .accept(MediaType.APPLICATION_JSON)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json));
    }

    private static byte[] body(RestClient.RequestHeadersSpec<?> request) {
        return Objects.requireNonNull(request.retrieve().body(byte[].class));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
