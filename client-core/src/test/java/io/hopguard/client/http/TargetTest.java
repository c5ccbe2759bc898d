package io.hopguard.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hopguard.client.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers can be named, and how. */
class TargetTest {

    @ParameterizedTest
    @CsvSource({
        "http://a.test, http, a.test, 80, http://a.test",
        "https://a.test/x, https, a.test, 443, https://a.test",
        "HTTPS://A.Test:8443?q, https, a.test, 8443, https://a.test:8443",
        "http://a.test:80#f, http, a.test, 80, http://a.test",
        "http://my_service:8080/, http, my_service, 8080, http://my_service:8080",
        "http://[::1]:8080/, http, ::1, 8080, http://[::1]:8080",
        "http://[2001:DB8::1]/, http, 2001:db8::1, 80, http://[2001:db8::1]",
        "http://127.0.0.1/, http, 127.0.0.1, 80, http://127.0.0.1"
    })
    void schemeHostAndPortAreRead(String uri, String scheme, String host, int port, String shown) {
        Target target = Target.of(uri);
        assertThat(target).isEqualTo(new Target(scheme, host, port));
        assertThat(target).hasToString(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.test:0",
                "http://a.test:65536",
                "http://a.test:x",
                "http://a.test:",
                "http://a.test:-1",
                "http://a.test:99999999999",
                "http://a:1:2"
            })
    void badPortsAreRefused(String uri) {
        assertRefused(uri, "is not a port (1 to 65535)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://user:s3cret@a.test/", "http://a.test@evil.test/", "http://@a.test/"})
    void credentialsAreRefusedAndNotShown(String uri) {
        assertRefused(uri, "credentials in a URI are refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://",
                "http:///x",
                "http://a b/",
                "http://\u00e4.test/",
                "http://[::1/",
                "http://[x]/",
                "http://[::1]x/",
                "http://a%2eb/"
            })
    void whatIsNoHostIsRefused(String uri) {
        assertRefused(uri, "is not a host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.test", "a.test", "/x", "", "file:///etc/passwd", "javascript://a"})
    void otherSchemesAreRefused(String uri) {
        assertRefused(uri, "must start with http:// or https://");
    }

    @Test
    void aBackslashEndsTheHost() {
        assertThat(Target.of("http://a.test\\@evil.test").host()).isEqualTo("a.test");
    }

    private static void assertRefused(String uri, String message) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Target.of(uri))
                .withMessageContaining(message)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("s3cret"));
    }
}
