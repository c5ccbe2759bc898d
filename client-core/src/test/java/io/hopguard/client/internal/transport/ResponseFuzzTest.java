package io.hopguard.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.fuzz.Fuzz;
import io.hopguard.client.fuzz.Growth;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;

/** Bytes from strangers: heads, lengths, chunks. Whatever comes, it is a response or an exception that is translated. */
class ResponseFuzzTest {
    private static final int MAX_LINE = 512;
    private static final Http1Config CONFIG = Http1Config.custom()
            .setMaxHeaderCount(21)
            .setMaxLineLength(MAX_LINE)
            .setMaxEmptyLineCount(1)
            .build();

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[^\r\n\0]*");

    /** Hands out as many bytes at once as the network happens to deliver. */
    private static InputStream arriving(String text, int atOnce) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)) {
            @Override
            public synchronized int read(byte[] bytes, int offset, int length) {
                return super.read(bytes, offset, Math.min(length, atOnce));
            }
        };
    }

    private static String head(String text, int atOnce) {
        try {
            ClassicHttpResponse response =
                    new HcResponseParser(CONFIG).parse(new SessionInputBufferImpl(64), arriving(text, atOnce));
            return response == null ? "nothing" : check(response) + " " + Arrays.toString(response.getHeaders());
        } catch (IOException | HttpException e) {
            return e.getClass().getSimpleName();
        }
    }

    private static int check(ClassicHttpResponse response) {
        assertThat(response.getCode()).isBetween(100, 999);
        assertThat(response.getHeaders()).hasSizeLessThanOrEqualTo(20);
        for (Header header : response.getHeaders()) {
            assertThat(NAME.matcher(header.getName()).matches())
                    .as(header.getName())
                    .isTrue();
            assertThat(VALUE.matcher(header.getValue()).matches())
                    .as(header.getValue())
                    .isTrue();
        }
        length(response);
        return response.getCode();
    }

    private static void length(ClassicHttpResponse response) {
        try {
            assertThat(HcLength.INSTANCE.determineLength(response))
                    .isGreaterThanOrEqualTo(ContentLengthStrategy.UNDEFINED);
        } catch (HttpException e) {
            assertThat(e).hasMessageMatching("[ -~]+");
        }
    }

    @Test
    void aHeadIsReadOrRefusedHoweverItArrives() {
        Fuzz.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/html\r\n\r\nhello",
                        "HTTP/1.0 404\r\n\r\n",
                        "HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\nTransfer-Encoding: chunked, gzip\r\nConnection: close\r\n\r\n",
                        "\r\nHTTP/1.1 204 X\nA: b\n c\n\tD: e\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n")
                .run(80_000, text -> {
                    String whole = head(text, 10_000);
                    assertThat(head(text, 1)).isEqualTo(whole);
                });
    }

    @Test
    void aLengthIsDigitsOrRefused() {
        Fuzz.of(
                        "0",
                        "5",
                        "+5",
                        "5, 5",
                        "18446744073709551616",
                        "0x10",
                        "5 ",
                        "\u0665",
                        "chunked",
                        "gzip, chunked",
                        "chunked,",
                        "identity")
                .run(60_000, text -> {
                    ClassicHttpResponse response = new BasicClassicHttpResponse(200);
                    response.addHeader(new BasicHeader("Content-Length", text));
                    length(response);
                    response.addHeader(new BasicHeader("Transfer-Encoding", text));
                    length(response);
                });
    }

    @Test
    void aConnectionIsNeverKeptForLongerThanItIsAllowedTo() {
        HcReuse reuse = new HcReuse(Duration.ofSeconds(30));
        Fuzz.of(
                        "timeout=5, max=100",
                        "timeout=5",
                        "max=1",
                        "timeout=0",
                        "timeout=-1",
                        "timeout=99999999999",
                        "TIMEOUT=\"5\"",
                        "timeout = 5",
                        ",,")
                .run(60_000, text -> {
                    ClassicHttpResponse response = new BasicClassicHttpResponse(200);
                    response.addHeader(new BasicHeader("Content-Length", "0"));
                    response.addHeader(new BasicHeader("Keep-Alive", text));
                    TimeValue kept =
                            reuse.of(new BasicClassicHttpRequest("GET", "/"), response, HttpClientContext.create());
                    assertThat(kept == null || kept.toMilliseconds() > 0 && kept.toMilliseconds() <= 30_000)
                            .as("kept for %s", kept)
                            .isTrue();
                });
    }

    private static String body(String text, int atOnce) {
        HcLines lines = new HcLines(new SessionInputBufferImpl(64), MAX_LINE, true);
        try (InputStream in = new HcChunks(lines, arriving(text, atOnce), 20)) {
            return "read " + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    @Test
    void chunksAreReadOrRefusedHoweverTheyArrive() {
        Fuzz.of(
                        "5\r\nhello\r\n0\r\n\r\n",
                        "a;x=\"y\"\r\n0123456789\r\n1 ; z\r\n!\r\n000\r\nTrailer: x\r\n\r\n",
                        "FFFFFFFFFFFFFFF\r\n",
                        "-5\r\nhello\r\n",
                        "0x5\r\nhello\r\n0\r\n\r\n")
                .run(80_000, text -> {
                    String whole = body(text, 10_000);
                    assertThat(whole.length()).isLessThan(text.length() + 40);
                    assertThat(body(text, 1)).isEqualTo(whole);
                });
    }

    @Test
    void whateverIsCutIntoChunksComesBackAsItWas() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder sent = new StringBuilder();
            StringBuilder wire = new StringBuilder();
            for (int left = random.nextInt(5); left > 0; left--) {
                String chunk = Fuzz.oneOf(random, "a", "\r\n", "0\r\n\r\n", "\0\u00ff", "x".repeat(300));
                sent.append(chunk);
                wire.append(Integer.toHexString(chunk.length()))
                        .append(Fuzz.oneOf(random, "", ";a=b", " "))
                        .append("\r\n");
                wire.append(chunk).append("\r\n");
            }
            wire.append("0\r\n").append(Fuzz.oneOf(random, "", "A: b\r\n")).append("\r\n");
            assertThat(body(wire.toString(), 1 + random.nextInt(50))).isEqualTo("read " + sent);
        }
    }

    @Test
    void nothingTakesMoreThanLinearTime() {
        List<String> heads = List.of("", "HTTP/1.1 200 ", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nA: ");
        Growth.isLinear(text -> head(text, 10_000), heads.toArray(String[]::new));
        Growth.isLinear(text -> body(text, 10_000), "", "5;", "0\r\n");
        ClassicHttpResponse response = new BasicClassicHttpResponse(200);
        Growth.isLinear(
                text -> {
                    response.setHeader(new BasicHeader("Transfer-Encoding", text));
                    length(response);
                },
                "",
                "chunked");
    }
}
