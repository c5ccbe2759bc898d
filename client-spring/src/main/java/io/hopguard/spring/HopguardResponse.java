package io.hopguard.spring;

import io.hopguard.client.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;

/** A response of ours as Spring reads it. */
final class HopguardResponse implements ClientHttpResponse {
    private final int status;
    private final HttpHeaders headers = new HttpHeaders();
    private final InputStream body;

    HopguardResponse(int status, Headers received, InputStream body) {
        this.status = status;
        for (int i = 0; i < received.size(); i++) {
            headers.add(received.name(i), received.value(i));
        }
        this.body = new TypedFailures(body);
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return HttpStatusCode.valueOf(status);
    }

    /** The phrase of the standard: the server's own says nothing that a program should read (RFC 9112 section 4). */
    @Override
    public String getStatusText() {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "" : known.getReasonPhrase();
    }

    @Override
    public HttpHeaders getHeaders() {
        return headers;
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    /** Cuts off what has not been read. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // Whoever closes wants no more of it.
        }
    }
}
