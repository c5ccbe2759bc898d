package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** gzip and deflate: asked for, undone within limits, and never taken for whole when they are not. */
class ContentCodingTest {
    private static final String TEXT = "{\"order\":42,\"status\":\"paid\"}".repeat(40);

    private static ResilientClient client() {
        return ResilientClient.builder()
                .timeouts(t -> t.total(Duration.ofSeconds(30)))
                .limits(l -> l.maxBodyBytes(1024 * 1024))
                .circuitBreaker(b -> b.off())
                .retry(r -> r.off())
                .build();
    }

    private static byte[] coded(String coding, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream encoder = encoder(coding, out)) {
            encoder.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static OutputStream encoder(String coding, OutputStream out) throws IOException {
        return switch (coding) {
            case "gzip", "x-gzip" -> new GZIPOutputStream(out);
            case "raw" -> new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
            default -> new DeflaterOutputStream(out);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(String status, String coding, byte[] body) {
        return "HTTP/1.1 " + status + "\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length
                + "\r\n\r\n" + new String(body, StandardCharsets.ISO_8859_1);
    }

    private static String chunked(String coding, byte[] body, int size) {
        StringBuilder out = new StringBuilder(
                "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (int at = 0; at < body.length; at += size) {
            int length = Math.min(size, body.length - at);
            out.append(Integer.toHexString(length)).append("\r\n");
            out.append(new String(body, at, length, StandardCharsets.ISO_8859_1))
                    .append("\r\n");
        }
        return out.append("0\r\n\r\n").toString();
    }

    private static RawServer server(String answer) {
        return new RawServer(c -> {
            while (c.request() != null) {
                c.send(answer);
            }
        });
    }

    private static HopguardException failure(String answer) throws IOException {
        try (RawServer server = server(answer);
                ResilientClient client = client()) {
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class, () -> client.get(server.url()).send());
            assertThat(client.leasedConnections() + client.keptConnections())
                    .as("connections that are not thrown away")
                    .isZero();
            return failure;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip,gzip",
        "x-gzip,gzip",
        "GZip,gzip",
        "x-deflate,deflate",
        "deflate,deflate",
        "deflate,raw",
        "'identity, gzip',gzip"
    })
    void codingsAreAskedForAndUndone(String named, String applied) throws IOException {
        AtomicReference<String> request = new AtomicReference<>();
        byte[] body = coded(applied, bytes(TEXT));
        try (RawServer server = new RawServer(c -> {
                    for (String next = c.request(); next != null; next = c.request()) {
                        request.set(next);
                        c.send(answer("200 OK", named, body));
                    }
                });
                ResilientClient client = client()) {
            Response response = client.get(server.url()).send();
            assertThat(request.get()).contains("Accept-Encoding: gzip, deflate\r\n");
            assertThat(response.text()).isEqualTo(TEXT);
            assertThat(response.headers().contains("Content-Encoding")).isFalse();
            assertThat(response.headers().contains("Content-Length")).isFalse();
            assertThat(client.get(server.url()).fetch(String.class)).isEqualTo(TEXT);
            assertThat(server.connections()).as("the connection is used again").isOne();
        }
    }

    @Test
    void severalCodingsAreUndoneInTheirOrder() throws IOException {
        byte[] body = coded("gzip", coded("deflate", bytes(TEXT)));
        try (RawServer server = server(answer("200 OK", "deflate, gzip", body));
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().text()).isEqualTo(TEXT);
        }
    }

    /** Members one behind the other are one gzip file (RFC 1952 section 2.2), wherever the chunks are cut. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 64, 10_000})
    void gzipMembersBehindOneAnotherAreAllRead(int chunkSize) throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(coded("gzip", bytes("first ")));
        members.write(coded("gzip", bytes("")));
        members.write(coded("gzip", bytes("last")));
        try (RawServer server = server(chunked("gzip", members.toByteArray(), chunkSize));
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().text()).isEqualTo("first last");
        }
    }

    @Test
    void anErrorPageIsUndoneToo() throws IOException {
        try (RawServer server = server(answer("404 Not Found", "gzip", coded("gzip", bytes("no such order"))));
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().text()).isEqualTo("no such order");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void anEmptyBodyIsEmptyWhateverItsCoding(String method) throws IOException {
        try (RawServer server = server("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
                ResilientClient client = client()) {
            assertThat(client.request(method, server.url()).send().bytes()).isEmpty();
        }
    }

    @Test
    void whoNamesHisOwnCodingsGetsThemAsTheyAre() throws IOException {
        byte[] body = coded("gzip", bytes(TEXT));
        try (RawServer server = server(answer("200 OK", "gzip", body));
                ResilientClient client = client()) {
            RequestSpec own = client.get(server.url()).header("Accept-Encoding", "gzip");
            assertThat(own.send().bytes()).isEqualTo(body);
            assertThat(catchThrowableOfType(HopguardException.class, () -> own.fetch(String.class)))
                    .isInstanceOf(UnexpectedContentException.class);
        }
    }

    @Test
    void nothingIsAskedForWhereDecompressionIsOffOrARangeIsWanted() throws IOException {
        AtomicReference<String> request = new AtomicReference<>();
        try (RawServer server = new RawServer(c -> {
                    request.set(c.request());
                    c.respond(200, "");
                });
                ResilientClient on = client();
                ResilientClient off = ResilientClient.builder()
                        .limits(l -> l.decompress(false))
                        .build()) {
            off.get(server.url()).send();
            assertThat(request.get()).doesNotContainIgnoringCase("Accept-Encoding");
            on.get(server.url()).header("Range", "bytes=0-9").send();
            assertThat(request.get()).doesNotContainIgnoringCase("Accept-Encoding");
        }
    }

    @Test
    void anUnknownCodingIsLeftAloneByALaxReaderAndRefusedByAStrictOne() throws IOException {
        try (RawServer server = server(answer("200 OK", "br", bytes("brotli")));
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().text()).isEqualTo("brotli");
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.get(server.url()).fetch(String.class)))
                    .isInstanceOf(UnexpectedContentException.class)
                    .hasMessageContaining("br");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void aBodyThatIsNotWhatItsCodingSaysIsMalformed(String coding) throws IOException {
        assertThat(failure(answer("200 OK", coding, bytes("hello, this is plain"))))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("not what its Content-Encoding says");
    }

    @Test
    void aChecksumThatDoesNotFitIsMalformed() throws IOException {
        byte[] body = coded("gzip", bytes(TEXT));
        body[body.length - 6] ^= 1;
        assertThat(failure(answer("200 OK", "gzip", body))).isInstanceOf(MalformedResponseException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 7, 100})
    void aLongChainOfCodingsIsRefused(int codings) throws IOException {
        String chain = "gzip, ".repeat(codings - 1) + "gzip";
        assertThat(failure(answer("200 OK", chain, bytes("hello"))))
                .isInstanceOf(MalformedResponseException.class)
                .hasRootCauseMessage("more than 5 content codings");
    }

    /** The framing is whole, what is inside is not: some hop on the way had lost the rest. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "raw"})
    void aCodedBodyThatEndsEarlyInsideAWholeMessageIsNeverASuccess(String coding) throws IOException {
        byte[] whole = coded(coding, bytes("a few bytes"));
        String named = coding.equals("raw") ? "deflate" : coding;
        for (int cut = 1; cut < whole.length; cut++) {
            byte[] part = java.util.Arrays.copyOf(whole, cut);
            assertThat(failure(answer("200 OK", named, part)))
                    .as("%s cut after %d of %d bytes", coding, cut, whole.length)
                    .isInstanceOfAny(TruncatedResponseException.class, MalformedResponseException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "chunked"})
    void aGzipResponseThatIsCutAnywhereIsNeverASuccess(String framing) throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(coded("gzip", bytes("hello")));
        members.write(coded("gzip", bytes(" world")));
        String whole = framing.equals("length")
                ? answer("200 OK", "gzip", members.toByteArray())
                : chunked("gzip", members.toByteArray(), 9);
        EveryCutTest.assertEveryCutFails("GET", whole, whole.length());
        EveryCutTest.assertWhole("GET", whole, 200, "hello world");
    }

    /** 64 MiB of zeros in 64 KiB. */
    private static byte[] bomb() {
        return coded("gzip", new byte[64 * 1024 * 1024]);
    }

    @Test
    void aBombIsRefusedLongBeforeItsEnd() throws IOException {
        assertThat(failure(answer("200 OK", "gzip", bomb())))
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessageContaining("limits.maxDecodedRatio");
    }

    @Test
    void theLimitOfTheBodyHoldsForWhatComesOutOfIt() throws IOException {
        byte[] random = new byte[2 * 1024 * 1024];
        new java.util.Random(1).nextBytes(random);
        byte[] doubled = new byte[2 * random.length];
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] = (byte) (random[i / 2] & 0x0f);
        }
        assertThat(failure(answer("200 OK", "gzip", coded("gzip", doubled))))
                .isInstanceOf(ResponseTooLargeException.class)
                .hasMessageContaining("limits.maxBodyBytes");
    }

    @Test
    void aSmallBodyOfZerosIsNoBomb() throws IOException {
        byte[] zeros = new byte[60 * 1024];
        try (RawServer server = server(answer("200 OK", "gzip", coded("gzip", zeros)));
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().bytes()).isEqualTo(zeros);
        }
    }

    /** It is dropped anyway, and would be work for nothing. */
    @Test
    void theBodyOfARedirectIsNotUndone() throws IOException {
        byte[] bomb = bomb();
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(answer("302 Found\r\nLocation: /there", "gzip", bomb));
                    c.request();
                    c.respond(200, "there");
                });
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).send().text()).isEqualTo("there");
        }
    }

    @Test
    void whatStandsBehindTheCodedContentIsBounded() throws IOException {
        ByteArrayOutputStream padded = new ByteArrayOutputStream();
        padded.write(coded("gzip", bytes("hello")));
        padded.write(new byte[200 * 1024]);
        assertThat(failure(answer("200 OK", "gzip", padded.toByteArray())))
                .isInstanceOf(MalformedResponseException.class);
    }
}
