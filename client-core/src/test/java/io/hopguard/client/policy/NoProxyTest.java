package io.hopguard.client.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which targets the entries of no_proxy mean, as curl and Go have it. */
class NoProxyTest {
    private static boolean isDirect(String list, String uri) {
        ProxyPolicy policy = ProxyPolicy.builder()
                .uri("http://proxy.test:3128")
                .noProxy(list)
                .build();
        return policy.on(Target.of(uri)) == null;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                     | http://anything.test/",
                "*                     | http://[2001:db8::1]/",
                "localhost             | http://localhost:8080/",
                "LOCALHOST             | http://LocalHost/",
                "example.com           | http://example.com/",
                "example.com           | https://a.b.example.com/",
                "example.com           | http://example.com./",
                "example.com.          | http://example.com/",
                ".example.com          | http://api.example.com/",
                ".example.com          | http://example.com/",
                "*.example.com         | http://api.example.com/",
                "example.com:8080      | http://api.example.com:8080/",
                "example.com:443       | https://example.com/",
                "a.test, ,b.test       | http://b.test/",
                "a.test b.test         | http://b.test/",
                "a.test,\tb.test        | http://b.test/",
                "127.0.0.1             | http://127.0.0.1:9/",
                "127.0.0.1:9           | http://127.0.0.1:9/",
                "10.0.0.0/8            | http://10.255.0.1/",
                "10.1.2.3/8            | http://10.255.0.1/",
                "192.0.2.128/25        | http://192.0.2.129/",
                "0.0.0.0/0             | http://8.8.8.8/",
                "::1                   | http://[::1]:8080/",
                "[::1]                 | http://[0:0:0:0:0:0:0:1]/",
                "[::1]:8080            | http://[::1]:8080/",
                "2001:DB8::/32         | http://[2001:db8:1::1]/",
                "127.0.0.1             | http://[::ffff:7f00:1]/",
                "127.0.0.0/8           | http://[::ffff:127.0.0.1]/",
                "::ffff:127.0.0.1      | http://127.0.0.1/",
                "::ffff:10.0.0.0/104   | http://10.9.9.9/",
            })
    void theseAreGoneToDirectly(String list, String uri) {
        assertThat(isDirect(list, uri)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | http://example.com/",
                "example.com           | http://notexample.com/",
                "example.com           | http://example.com.evil.test/",
                ".example.com          | http://badexample.com/",
                "example.com:8080      | http://example.com/",
                "example.com:80        | https://example.com/",
                "127.0.0.1             | http://localhost/",
                "127.0.0.1:9           | http://127.0.0.1:10/",
                "0.0.1                 | http://127.0.0.1/",
                "10.0.0.0/8            | http://11.0.0.1/",
                "192.0.2.128/25        | http://192.0.2.127/",
                "::/0                  | http://8.8.8.8/",
                "0.0.0.0/0             | http://[2001:db8::1]/",
                "[::1]:8080            | http://[::1]/",
                "2001:db8::/32         | http://[2001:db9::1]/",
            })
    void theseGoThroughTheProxy(String list, String uri) {
        assertThat(isDirect(list, uri)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1/129", "host/8", "[::1", "[::1]x", "[host]", "a.test:",
                "a.test:0", "a.test:65536", "a.test:x", ":8080", ".", "a..b", "a_b!", "::ffff:10.0.0.0/8",
                        "fe80::1%eth0"
            })
    void theseMeanNothing(String entry) {
        assertThat(NoProxy.parse(entry)).isNull();
    }
}
