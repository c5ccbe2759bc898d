package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.UnexpectedStatusException;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that are framed badly, or only strangely, over real sockets. */
class FramingVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("http_framing_faults");

    /** The table's words for "the caller gets an error". */
    private static final Pattern ERROR = Pattern.compile(
            "error, .*|typed decode error.*|refused.*|invalid Content-Length: error|INCOMPLETE: error|either 5 bytes or error.*");

    private static final String CLOSE = " <close>";

    private static final Map<String, String> DRIPS = Map.of(
            "slow-drip body 15x200ms responseTimeout=500ms", "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n",
            "slow-drip status line 17x150ms responseTimeout=500ms", "");

    private static final String FULL_BACKLOG = "connect timeout by full backlog, 500 ms";

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed().filter(row -> !isTimed(row));
    }

    private static boolean isTimed(VectorTable.Row row) {
        return DRIPS.containsKey(row.get("case")) || row.get("case").equals(FULL_BACKLOG);
    }

    static Stream<VectorTable.Row> drips() {
        return TABLE.replayed().filter(row -> DRIPS.containsKey(row.get("case")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void becomesWhatTheRowSays(VectorTable.Row row) throws IOException {
        FramedAnswer answer = Objects.requireNonNull(answer(row));
        answer.check(row.get("case").endsWith("pause 2500") ? 100 : 0);
    }

    @ParameterizedTest
    @MethodSource("drips")
    void aServerThatDripsIsLeftAtTheDeadline(VectorTable.Row row) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(DRIPS.get(row.get("case"))).drip("HTTP/1.1 200 OK\r\n", 150);
                });
                ResilientClient client = ResilientClient.builder()
                        .timeouts(t -> t.total(Duration.ofMillis(500)).attempt(Duration.ofMillis(500)))
                        .build()) {
            long start = System.nanoTime();
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.get(server.url()).noRetry().send());
            assertThat(failure).isInstanceOf(DeadlineExceededException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(400), Duration.ofMillis(1_500));
            assertThat(client.leasedConnections()).isZero();
        }
    }

    /** The row {@link #FULL_BACKLOG}. */
    @Test
    void aConnectThatNobodyAcceptsEndsAtItsLimit() throws IOException {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ResilientClient client = ResilientClient.builder()
                        .timeouts(t -> t.connect(Duration.ofMillis(500)))
                        .build()) {
            fill(full, filling);
            long start = System.nanoTime();
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.get("http://127.0.0.1:" + full.getLocalPort())
                            .noRetry()
                            .send());
            assertThat(failure)
                    .isInstanceOf(ConnectFailedException.class)
                    .hasMessageContaining("no connection in time");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(400), Duration.ofMillis(1_500));
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket full, List<Socket> filling) throws IOException {
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket();
                filling.add(socket);
                socket.connect(full.getLocalSocketAddress(), 200);
            }
        } catch (SocketTimeoutException e) {
            // Full.
        }
    }

    @Test
    void status600IsAnErrorOfItsOwnClass() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(600, "");
                });
                ResilientClient client = ResilientClient.builder().build()) {
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.get(server.url()).fetch(String.class)))
                    .isInstanceOf(UnexpectedStatusException.class);
        }
    }

    /** Not in the table: only servers are asked to overlook an empty line in front of a message (RFC 9112 section 2.2). */
    @Test
    void anEmptyLineInFrontOfTheStatusLineIsRefused() throws IOException {
        FramedAnswer.refused("\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                .check();
    }

    /** Not in the table: trailers are bounded like headers. */
    @Test
    void asManyTrailersAsHeadersAreReadAndNoMore() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n";
        FramedAnswer.answered(head + "X: y\r\n".repeat(100) + "\r\n", 200, "ok").check();
        FramedAnswer.refused(head + "X: y\r\n".repeat(101) + "\r\n").check();
    }

    /** Not in the table: the empty body of a 205 may be chunked, or end with the connection. */
    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n", "Content-Length: 0\r\n", ""})
    void aConnectionIsNotUsedAgainAfter205(String field) throws IOException {
        FramedAnswer.last("HTTP/1.1 205 Reset Content\r\n" + field + "\r\n", 205, "")
                .check();
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> isTimed(row) || answer(row) != null);
    }

    /** What the row means, or null when nobody understands it. */
    private static @Nullable FramedAnswer answer(VectorTable.Row row) {
        String bytes = row.get("server_bytes_escaped");
        FramedAnswer known = FramedAnswers.of(row.get("case"));
        if (bytes.endsWith(CLOSE)) {
            String sent = bytes.substring(0, bytes.length() - CLOSE.length())
                    .replace("(nothing)", "")
                    .replace("\\r", "\r")
                    .replace("\\n", "\n");
            return known != null
                    ? new FramedAnswer(known.method(), sent, known.closed(), known.status(), known.body())
                    : ERROR.matcher(row.get("our_expected")).matches() ? FramedAnswer.refused(sent) : null;
        }
        return known;
    }
}
