package io.hopguard.benchmarks.peer;

import java.io.IOException;
import java.util.Objects;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient over HttpClient 5, the one of its request factories that it takes first. */
final class RestClientPeer implements Peer {
    private final CloseableHttpClient client = HttpClientPool.client();
    private final RestClient rest;

    RestClientPeer(String url) {
        this.rest = RestClient.builder()
                .requestFactory(new HttpComponentsClientHttpRequestFactory(client))
                .baseUrl(url)
                .build();
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
