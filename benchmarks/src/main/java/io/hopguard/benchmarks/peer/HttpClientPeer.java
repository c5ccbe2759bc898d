package io.hopguard.benchmarks.peer;

import java.io.IOException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Bare HttpClient 5. */
final class HttpClientPeer implements Peer {
    private final CloseableHttpClient client;
    private final String url;
    private final HttpClientResponseHandler<byte[]> reading;

    HttpClientPeer(String url, HttpClientResponseHandler<byte[]> reading) {
        this(url, reading, CONNECTIONS);
    }

    HttpClientPeer(String url, HttpClientResponseHandler<byte[]> reading, int connections) {
        this.client = HttpClientPool.client(connections);
        this.url = url + PATH;
        this.reading = reading;
    }

    @Override
    public byte[] get() throws IOException {
        return exchange(new HttpGet(url));
    }

    @Override
    public byte[] post(byte[] json) throws IOException {
        HttpPost request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        return exchange(request);
    }

    private byte[] exchange(HttpUriRequestBase request) throws IOException {
        request.setHeader(HttpHeaders.ACCEPT, JSON);
        return client.execute(request, reading);
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
