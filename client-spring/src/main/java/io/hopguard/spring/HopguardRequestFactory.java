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
    private final Supplier<@Nullable String> baseUriNow;

    /**
     * Through a client of one's own.
     *
     * @param client the client; not closed by this factory
     */
    public HopguardRequestFactory(ResilientClient client) {
        this(() -> client, null, () -> null);
    }

    /**
     * Through a client that is asked for with each request.
     *
     * @param baseUri what stands in front of the URIs and routes that come, or null
     * @param baseUriNow what takes its place, which may have changed since
     */
    HopguardRequestFactory(
            Supplier<ResilientClient> client, @Nullable String baseUri, Supplier<@Nullable String> baseUriNow) {
        this.client = client;
        this.baseUri = baseUri == null ? null : withoutSlash(baseUri);
        this.baseUriNow = baseUriNow;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod httpMethod) {
        return new HopguardRequest(client.get(), moved(uri), httpMethod, baseUri);
    }

    private URI moved(URI uri) {
        String now = baseUriNow.get();
        if (baseUri == null || now == null || withoutSlash(now).equals(baseUri)) {
            return uri;
        }
        String written = uri.toString();
        boolean below = written.startsWith(baseUri)
                && (written.length() == baseUri.length() || "/?#".indexOf(written.charAt(baseUri.length())) >= 0);
        return below ? URI.create(withoutSlash(now) + written.substring(baseUri.length())) : uri;
    }

    private static String withoutSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
