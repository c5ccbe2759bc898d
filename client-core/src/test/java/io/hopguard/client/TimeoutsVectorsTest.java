package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.FaultBench.Kind;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.SocketFault;
import io.hopguard.client.wire.Toxic;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Timeouts, endings and faults; what is not replayed here is held by the tests that the notes name. */
class TimeoutsVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("timeouts_cancellation");
    private static final Pattern FAULT = Pattern.compile("fault (\\w+) x \\{([A-Z, ]+)}");
    private static final Pattern TOXIC = Pattern.compile("toxic (\\w+) \\(.*\\), up and down stream");
    private static final Pattern DRIP =
            Pattern.compile("(body|status line|header)\\D*.*?1 byte / (\\d+) ms, limit (\\d+) ms");

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theRowHolds(VectorTable.Row row) throws IOException {
        Matcher drip = DRIP.matcher(row.get("case"));
        if (drip.matches()) {
            assertThatADripEndsAtTheLimit(drip.group(1), Long.parseLong(drip.group(2)), Long.parseLong(drip.group(3)));
        } else {
            assertThatItEndsWell(row.get("case"));
        }
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> Stream.of(FAULT, TOXIC, DRIP)
                .anyMatch(pattern -> pattern.matcher(row.get("case")).matches()));
    }

    private static void assertThatADripEndsAtTheLimit(String what, long everyMillis, long limitMillis)
            throws IOException {
        Duration limit = Duration.ofMillis(limitMillis);
        String before = what.equals("body")
                ? "HTTP/1.1 200 OK\r\nContent-Length: 15\r\n\r\n"
                : what.equals("header") ? "HTTP/1.1 200 OK\r\n" : "";
        String dripped = what.equals("status line") ? "HTTP/1.1 200 OK" : "x".repeat(15);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(before).drip(dripped, everyMillis);
                });
                ResilientClient client =
                        ResilientClient.builder().timeouts(t -> t.total(limit)).build()) {
            HopguardException failure =
                    Rig.failureOf(Mode.BLOCKING, client.get(server.url()).noRetry());
            assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(failure.elapsed()).isBetween(limit, limit.plus(FaultBench.ROOM));
            assertThat(client.leasedConnections()).isZero();
        }
    }

    private static void assertThatItEndsWell(String text) throws IOException {
        Matcher fault = FAULT.matcher(text);
        if (fault.matches()) {
            for (Kind kind : kinds(List.of(fault.group(2).split(", ")))) {
                assertThatItEndsWell(new FaultBench(SocketFault.valueOf(fault.group(1)), Integer.MAX_VALUE), kind);
            }
            return;
        }
        Matcher toxic = TOXIC.matcher(text);
        assertThat(toxic.matches()).isTrue();
        for (Toxic.Stream stream : Toxic.Stream.values()) {
            Toxic.Kind kind = Toxic.Kind.valueOf(toxic.group(1).toUpperCase(Locale.ROOT));
            assertThatItEndsWell(new FaultBench(new Toxic(kind, stream), Integer.MAX_VALUE), Kind.GET);
            assertThatItEndsWell(new FaultBench(new Toxic(kind, stream), Integer.MAX_VALUE), Kind.POST);
        }
    }

    private static List<Kind> kinds(List<String> names) {
        return Arrays.stream(Kind.values())
                .filter(kind -> names.contains(kind.name()))
                .toList();
    }

    /** A response or a typed failure, which the bench would not have let through otherwise; in time; no leak. */
    private static void assertThatItEndsWell(FaultBench bench, Kind kind) throws IOException {
        FaultBench.Result result = bench.run(kind);
        assertThat(result.overdue()).isLessThan(FaultBench.ROOM);
        assertThat(result.leased()).isZero();
        assertThat(result.threads()).isEmpty();
        if (kind == Kind.POST) {
            assertThat(result.read()).as("times that the POST was sent").isLessThanOrEqualTo(1);
            assertThat(result.applied()).isLessThanOrEqualTo(1);
        }
    }
}
