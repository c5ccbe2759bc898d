package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An answer that is over one of our own limits on headers names the setting, its value and what to do. */
class HeaderLimitsTest {
    private static final String END = "Content-Length: 0\r\n\r\n";

    private static MalformedResponseException failing(String answer) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(answer);
                });
                ResilientClient client = ResilientClient.builder()
                        .limits(l -> l.maxHeaderLineBytes(200).maxHeaders(20))
                        .build()) {
            return catchThrowableOfType(
                    MalformedResponseException.class,
                    () -> client.get(server.url()).noRetry().send());
        }
    }

    private static String fields(int count) {
        return "A: b\r\n".repeat(count - 1) + END;
    }

    @Test
    void aLineThatIsTooLong() throws IOException {
        MalformedResponseException failure =
                failing("HTTP/1.1 200 OK\r\nSet-Cookie: a=" + "x".repeat(200) + "\r\n" + END);
        assertThat(failure)
                .hasMessageContaining("a header line is longer than limits.maxHeaderLineBytes, which is 200; raise it");
        assertThat(failure.getMessage()).doesNotContain("xxx");
        assertThat(failure.diagnosis().causes()).containsExactly(Cause.RESPONSE_HEADER_TOO_LARGE);
        assertThat(failure.diagnosis().advice()).anyMatch(advice -> advice.contains("limits.maxHeaderLineBytes"));
    }

    @Test
    void moreFieldsThanThereMayBe() throws IOException {
        MalformedResponseException failure = failing("HTTP/1.1 200 OK\r\n" + fields(21));
        assertThat(failure)
                .hasMessageContaining(
                        "the response has more header fields than limits.maxHeaders, which is 20; raise it");
        assertThat(failure.diagnosis().causes()).containsExactly(Cause.RESPONSE_HEADER_TOO_LARGE);
    }

    @Test
    void asManyFieldsAsThereMayBeAreNoFailure() throws IOException {
        assertThat(failing("HTTP/1.1 200 OK\r\n" + fields(20))).isNull();
    }

    @Test
    void tooManyTrailersAndALineBetweenTheChunksThatIsTooLong() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(failing(head + "0\r\n" + "A: b\r\n".repeat(21) + "\r\n"))
                .hasMessageContaining("the response has more trailers than limits.maxHeaders, which is 20; raise it");
        assertThat(failing(head + "1;" + "x".repeat(200) + "\r\na\r\n0\r\n\r\n"))
                .hasMessageContaining(
                        "a line between the chunks is longer than limits.maxHeaderLineBytes, which is 200");
    }

    @Test
    void emptyLinesInFrontAreNoQuestionOfALimit() throws IOException {
        MalformedResponseException failure = failing("\r\n\r\n\r\n\r\nHTTP/1.1 200 OK\r\n" + END);
        assertThat(failure).hasMessageContaining("the response is not valid HTTP");
        assertThat(failure.diagnosis().causes()).doesNotContain(Cause.RESPONSE_HEADER_TOO_LARGE);
    }

    @Test
    void aProxyThatAnswersTooMuch() throws IOException {
        try (RawServer proxy = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nA: " + "x".repeat(200) + "\r\n\r\n");
                });
                ResilientClient client = ResilientClient.builder()
                        .proxy(p -> p.uri(proxy.url()))
                        .limits(l -> l.maxHeaderLineBytes(200))
                        .build()) {
            assertThat(catchThrowableOfType(
                            MalformedResponseException.class,
                            () -> client.get("https://orders.example").noRetry().send()))
                    .hasMessageContaining("of the proxy's answer to CONNECT: a header line is longer than"
                            + " limits.maxHeaderLineBytes, which is 200; raise it");
        }
    }
}
