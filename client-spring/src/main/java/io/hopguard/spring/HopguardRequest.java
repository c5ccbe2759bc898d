package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.StreamedResponse;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.AbstractStreamingClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** One request of Spring's as a call of ours. */
final class HopguardRequest extends AbstractStreamingClientHttpRequest {
    /** Set by the client from the body. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    private final ResilientClient client;
    private final URI given;
    private final HttpMethod method;
    private final @Nullable String baseUri;
    private final boolean moves;
    private URI uri;

    HopguardRequest(ResilientClient client, URI uri, HttpMethod method, @Nullable String baseUri, boolean moves) {
        this.client = client;
        this.given = uri;
        this.uri = uri;
        this.method = method;
        this.baseUri = baseUri;
        this.moves = moves;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    /** As it was given, and once it has been sent, where that was. */
    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers, StreamingHttpOutputMessage.@Nullable Body body)
            throws IOException {
        try {
            Overrides overrides = Overrides.of(getAttributes());
            Function<@Nullable String, Request> request = base -> request(base, headers, body, overrides);
            if (overrides.stream()) {
                StreamedResponse answer = client.open(request);
                return new HopguardResponse(answer.status(), answer.headers(), answer.body());
            }
            Response answer = client.send(request);
            return new HopguardResponse(answer.status(), answer.headers(), new ByteArrayInputStream(answer.bytes()));
        } catch (RequestBodyException e) {
            if (e.getCause() instanceof RuntimeException ofTheConverter) {
                // With any other transport it writes on the caller's thread, and its callers wait for its exceptions.
                throw ofTheConverter;
            }
            throw new HopguardIOException(e);
        } catch (HopguardException e) {
            throw new HopguardIOException(e);
        }
    }

    private Request request(
            @Nullable String baseNow,
            HttpHeaders headers,
            StreamingHttpOutputMessage.@Nullable Body body,
            Overrides overrides) {
        uri = moved(baseNow);
        Request.Builder request = Request.builder(method.name(), uri.toASCIIString())
                .route(Routes.of(getAttributes(), baseUri))
                .headers(sent(headers))
                .body(body == null ? null : new SpringBody(body, headers.getContentLength()));
        overrides.applyTo(request);
        return request.build();
    }

    /** What stands below the base URI that its factory knew leads below the one of now. */
    private URI moved(@Nullable String baseNow) {
        if (!moves || baseUri == null || baseNow == null || baseNow.equals(baseUri)) {
            return given;
        }
        String written = given.toString();
        boolean below = written.startsWith(baseUri)
                && (written.length() == baseUri.length() || "/?#".indexOf(written.charAt(baseUri.length())) >= 0);
        return below ? URI.create(baseNow + written.substring(baseUri.length())) : given;
    }

    private static Headers sent(HttpHeaders headers) {
        Headers sent = Headers.empty();
        for (Map.Entry<String, List<String>> field : headers.headerSet()) {
            if (!FRAMING.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                for (String value : field.getValue()) {
                    sent = sent.plus(field.getKey(), value);
                }
            }
        }
        return sent;
    }
}
