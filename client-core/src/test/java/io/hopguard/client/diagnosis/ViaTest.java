package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Via (RFC 9110 section 7.6.3). */
class ViaTest {

    private static List<Via> parse(String... lines) {
        return Via.parse(List.of(lines));
    }

    private static Via hop(String protocol, String by, int port, String comment) {
        return new Via(protocol, by, port, comment);
    }

    @Test
    void readsTheExamplesOfTheRfc() {
        assertThat(parse("1.0 fred, 1.1 p.example.net"))
                .containsExactly(hop("HTTP/1.0", "fred", 0, null), hop("HTTP/1.1", "p.example.net", 0, null));
        assertThat(parse("1.0 ricky, 1.1 ethel, 1.1 fred, 1.0 lucy"))
                .extracting(Via::receivedBy)
                .containsExactly("ricky", "ethel", "fred", "lucy");
    }

    @Test
    void readsWhatProductsSend() {
        assertThat(parse("1.1 0123abcd.cloudfront.net (CloudFront)"))
                .containsExactly(hop("HTTP/1.1", "0123abcd.cloudfront.net", 0, "CloudFront"));
        assertThat(parse("1.1 varnish, 1.1 cache:3128 (squid/5.7)", "HTTP/2 edge"))
                .containsExactly(
                        hop("HTTP/1.1", "varnish", 0, null),
                        hop("HTTP/1.1", "cache", 3128, "squid/5.7"),
                        hop("HTTP/2", "edge", 0, null));
        assertThat(parse("kong/2.8.1, 1.1 kong/3.4.0"))
                .containsExactly(hop(null, "kong/2.8.1", 0, null), hop("HTTP/1.1", "kong/3.4.0", 0, null));
    }

    @Test
    void readsAddresses() {
        assertThat(parse("1.1 [2001:db8::1]:8080, 1.1 [::1], 1.1 192.0.2.1:80"))
                .containsExactly(
                        hop("HTTP/1.1", "[2001:db8::1]", 8080, null),
                        hop("HTTP/1.1", "[::1]", 0, null),
                        hop("HTTP/1.1", "192.0.2.1", 80, null));
    }

    @Test
    void commasAndQuotedParenthesesInCommentsEndNothing() {
        assertThat(parse("1.1 a (b, (c) \\) d\\\\), 1.1 e"))
                .containsExactly(hop("HTTP/1.1", "a", 0, "b, (c) ) d\\"), hop("HTTP/1.1", "e", 0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "1.1 a b",
                "1.1 a:0",
                "1.1 a:65536",
                "1.1 a:123456",
                "1.1 a:",
                "1.1 :80",
                "1.1 a:x",
                "1@1 a",
                "/1.1 a",
                "HTTP/ a",
                "HTTP/1/1 a",
                "(only a comment)",
                "1.1 (a) b",
                "1.1 a (b) (c)",
                "1.1 a)",
                "1.1 caf\u00e9",
                "1.1 \u0000"
            })
    void aBadMemberIsLeftOutAlone(String member) {
        assertThat(parse("1.1 before, " + member + ", 1.1 after"))
                .as(member)
                .extracting(Via::receivedBy)
                .containsExactly("before", "after");
    }

    @Test
    void aCommentWithoutAnEndCostsTheRestOfItsLineOnly() {
        assertThat(parse("1.1 a, 1.1 b (open, 1.1 c", "1.1 d"))
                .extracting(Via::receivedBy)
                .containsExactly("a", "d");
    }

    @Test
    void whatIsLargerThanAnyRealFieldIsIgnored() {
        assertThat(parse(String.join(",", Collections.nCopies(32, "1.1 a")))).hasSize(32);
        assertThat(parse(String.join(",", Collections.nCopies(33, "1.1 a")))).isEmpty();
        assertThat(parse("1.1 a (" + "(".repeat(8_000) + ")".repeat(8_000) + ")"))
                .hasSize(1);
        assertThat(parse("1.1 a (" + "(".repeat(8_192) + ")".repeat(8_192) + ")"))
                .isEmpty();
    }
}
