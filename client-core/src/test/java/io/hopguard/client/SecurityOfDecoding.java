package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.wire.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

/** Bodies that are small on the wire only. */
final class SecurityOfDecoding {
    private static final int BOMB_BYTES = 32 * 1024 * 1024;

    private SecurityOfDecoding() {}

    private static ResilientClient client() {
        return ResilientClient.builder().retry(r -> r.off()).build();
    }

    private static String gzip(int zeros) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[zeros]);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    private static String answer(String status, String codings, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Encoding: " + codings + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static HopguardException failure(String answer) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.send(answer);
                    }
                });
                ResilientClient client = client()) {
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class, () -> client.get(server.url()).send());
            assertThat(client.leasedConnections() + client.keptConnections()).isZero();
            return failure;
        }
    }

    static void longChainsAreRefused() throws IOException {
        for (int codings : new int[] {6, 100}) {
            String chain = String.join(", ", Collections.nCopies(codings, "gzip"));
            assertThat(failure(answer("200 OK", chain, gzip(10)))).isInstanceOf(MalformedResponseException.class);
            String fields = chain.replace(", ", "\r\nContent-Encoding: ");
            assertThat(failure(answer("200 OK", fields, gzip(10)))).isInstanceOf(MalformedResponseException.class);
        }
    }

    static void damagedHeadersAreMalformed() throws IOException {
        String whole = gzip(100);
        for (int at = 0; at < 4; at++) {
            String damaged = whole.substring(0, at) + '\u007f' + whole.substring(at + 1);
            // The fourth byte holds flags: what they promise does not come.
            assertThat(failure(answer("200 OK", "gzip", damaged))).isInstanceOf(HopguardException.class);
        }
        assertThat(failure(answer("200 OK", "gzip", "no gzip"))).isInstanceOf(MalformedResponseException.class);
    }

    static void bombsAreRefusedAtTheLimit() throws IOException {
        for (String status : new String[] {"200 OK", "500 X"}) {
            assertThat(failure(answer(status, "gzip", gzip(BOMB_BYTES)))).isInstanceOf(ResponseTooLargeException.class);
        }
    }

    static void aBombInSmallStepsIsRefusedToo() throws IOException {
        String bomb = answer("200 OK", "gzip", gzip(BOMB_BYTES));
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(bomb);
                    c.request();
                });
                ResilientClient client = client();
                StreamedResponse response = client.get(server.url()).stream()) {
            long[] read = new long[1];
            Throwable end = catchThrowable(() -> {
                byte[] few = new byte[10];
                for (int count = 0; count >= 0; count = response.body().read(few)) {
                    read[0] += count;
                }
            });
            assertThat(end).isInstanceOf(ResponseTooLargeException.class);
            assertThat(read[0]).isLessThan(BOMB_BYTES / 4);
        }
    }

    /** Whatever the server goes on sending, closing does not read it. */
    static void closingABombReadsNothingMore() throws IOException {
        AtomicLong sent = new AtomicLong();
        String start = gzip(BOMB_BYTES);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + start);
                    while (true) {
                        c.send(start);
                        sent.addAndGet(start.length());
                    }
                });
                ResilientClient client = client()) {
            try (StreamedResponse response = client.get(server.url()).stream()) {
                InputStream body = response.body();
                assertThat(body.readNBytes(10)).hasSize(10);
            }
            assertThat(client.leasedConnections() + client.keptConnections()).isZero();
            assertThat(sent.get()).isLessThan(20_000_000);
        }
    }

    static void theBombOfARedirectIsNotDecoded() throws IOException {
        String bomb = answer("302 Found\r\nLocation: /there", "gzip", gzip(BOMB_BYTES));
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(bomb);
                    c.request();
                    c.respond(200, "there");
                });
                ResilientClient client = client()) {
            assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("there");
        }
    }
}
