package io.hopguard.benchmarks.peer;

import com.github.mizosoft.methanol.HttpStatus;
import com.github.mizosoft.methanol.Methanol;
import com.github.mizosoft.methanol.RetryInterceptor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The JDK's client, or Methanol, which is one, too; over HTTP/1.1 without the offer to change to HTTP/2. */
final class JdkPeer implements Peer {
    private final HttpClient client;
    private final URI uri;

    private JdkPeer(HttpClient client, String url) {
        this.client = client;
        this.uri = URI.create(url + PATH);
    }

    static Peer jdk(String url) {
        return new JdkPeer(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), url);
    }

    /** With the retries of its release note: 4 attempts, from 100 ms apart. */
    static Peer methanol(String url) {
        return new JdkPeer(
                Methanol.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .interceptor(RetryInterceptor.newBuilder()
                                .maxRetries(3)
                                .onException(IOException.class::isInstance)
                                .onStatus(HttpStatus::isServerError)
                                .backoff(RetryInterceptor.BackoffStrategy.exponential(
                                                Duration.ofMillis(100), Duration.ofSeconds(5))
                                        .withJitter())
                                .build())
                        .build(),
                url);
    }

    @Override
    public byte[] get() throws IOException, InterruptedException {
        return exchange(request().build());
    }

    @Override
    public byte[] post(byte[] json) throws IOException, InterruptedException {
        return exchange(request()
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofByteArray(json))
                .build());
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(uri).header("Accept", JSON);
    }

    private byte[] exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        StatusException.check(response.statusCode());
        return response.body();
    }

    @Override
    public void close() {
        // The JDK's client ends by itself once nobody holds it; only newer ones can be closed.
    }
}
