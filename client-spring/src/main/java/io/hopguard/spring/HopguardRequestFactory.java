package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Sends the requests of {@code RestClient}, {@code RestTemplate} and HTTP services through a {@link ResilientClient}. A status
 * is handed to Spring's status handlers once retries are over; where no whole response came, a {@link HopguardIOException} is
 * thrown, which Spring wraps in its {@code ResourceAccessException}. Bodies are read whole, within
 * {@code limits.maxBodyBytes}, before the response is handed out, unless {@link HopguardAttributes#stream()} says otherwise.
 * Thread-safe.
 */
public final class HopguardRequestFactory implements ClientHttpRequestFactory {
    private final Supplier<ResilientClient> client;
    private final @Nullable String baseUri;
    private final boolean moves;

    /**
     * Through a client of one's own.
     *
     * @param client the client; not closed by this factory
     */
    public HopguardRequestFactory(ResilientClient client) {
        this(() -> client, null, false);
    }

    /**
     * Through a client that is asked for with each request.
     *
     * @param baseUri what stands in front of the URIs and routes that come, or null
     * @param moves whether the base URI that the client has when it sends takes its place
     */
    HopguardRequestFactory(Supplier<ResilientClient> client, @Nullable String baseUri, boolean moves) {
        this.client = client;
        this.baseUri = baseUri == null ? null : withoutSlash(baseUri);
        this.moves = moves;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod httpMethod) {
        return new HopguardRequest(client.get(), uri, httpMethod, baseUri, moves);
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
