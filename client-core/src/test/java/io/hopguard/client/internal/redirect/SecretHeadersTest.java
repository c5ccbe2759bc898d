package io.hopguard.client.internal.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Headers;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretHeadersTest {
    private static final SecretHeaders SECRETS = new SecretHeaders(Set.of("x-tenant"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Api-Key",
                "X-Token",
                "X-Secret",
                "Proxy-Authorization",
                "Cookie",
                "X-Session-Id",
                "X-Passphrase",
                "X-Pwd",
                "X-Jwt",
                "Cf-Access-Assertion",
                "X-Credential",
                "Signature-Input",
                "DPoP",
                "X-Forwarded-Client-Cert",
                "X-Csrf",
                "X-Xsrf",
                "Bearer",
                "Host",
                "Referer",
                "X-Tenant"
            })
    void whatIsForOneOriginOnlyStaysThere(String name) {
        Headers kept = SECRETS.removedFrom(Headers.received(name, "s3cret", "traceparent", "00-1"));

        assertThat(kept.toMap()).containsOnlyKeys("traceparent");
    }
}
