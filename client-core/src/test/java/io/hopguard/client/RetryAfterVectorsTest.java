package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.GaveUp;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What servers send in Retry-After, and for how long the client must wait then, wherever its JVM is. */
class RetryAfterVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("retry_after");
    private static final Duration SHORT = Duration.ofSeconds(7);
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration BACKOFF = Duration.ofMillis(100);

    /** With the chance of the rig, half of the ceiling. */
    private static final Duration OWN_WAIT = Duration.ofMillis(50);

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restoreTheZone() {
        TimeZone.setDefault(zone);
    }

    static Stream<Arguments> rows() {
        return Stream.of("UTC", "Asia/Jerusalem", "America/St_Johns")
                .flatMap(zone -> TABLE.replayed()
                        .flatMap(RetryAfterRow::of)
                        .flatMap(row -> Stream.of(Mode.values()).map(mode -> Arguments.of(zone, mode, row))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void waitsAtLeastForAsLongAsTheServerAsks(String zoneName, Mode mode, RetryAfterRow row) {
        TimeZone.setDefault(TimeZone.getTimeZone(zoneName));
        Duration expected = row.expected();
        boolean never = expected.equals(RetryAfterRow.NEVER);
        Rig rig = rig(row, never ? SHORT : LONG);
        Response response = mode.send(rig.client().get("/"));
        if (never) {
            assertGivenUp(rig, response, row);
            return;
        }
        assertThat(response.status()).isEqualTo(200);
        assertThat(rig.time.parked()).isEqualTo(List.of(expected.plus(OWN_WAIT)));
        long asked = RetryAfter.nanos(row.headers(), row.now().toEpochMilli());
        assertThat(Math.max(0, asked)).isEqualTo(expected.toNanos());
    }

    static Stream<Arguments> rowsThatAskForAPause() {
        return rows().filter(row -> ((RetryAfterRow) row.get()[2]).expected().compareTo(BACKOFF) > 0);
    }

    @ParameterizedTest
    @MethodSource("rowsThatAskForAPause")
    void stopsWithTheResponseWhenThePauseDoesNotFitTheDeadline(String zoneName, Mode mode, RetryAfterRow row) {
        TimeZone.setDefault(TimeZone.getTimeZone(zoneName));
        Rig rig = rig(row, row.expected());
        assertGivenUp(rig, mode.send(rig.client().get("/")), row);
    }

    private static Rig rig(RetryAfterRow row, Duration total) {
        Headers headers = row.headers();
        Rig rig = new Rig()
                .with(builder -> builder.timeouts(timeouts -> timeouts.total(total))
                        .retry(retry -> retry.backoff(BACKOFF, BACKOFF)))
                .then(exchange -> Response.of(row.status(), headers, new byte[0]))
                .then(ScriptedTransport.answers(200));
        rig.time.at(row.now());
        return rig;
    }

    private static void assertGivenUp(Rig rig, Response response, RetryAfterRow row) {
        assertThat(response.status()).isEqualTo(row.status());
        assertThat(response.headers()).isEqualTo(row.headers());
        assertThat(response.gaveUp()).isEqualTo(GaveUp.RETRY_AFTER_TOO_LONG);
        assertThat(rig.transport.attempts()).isOne();
        assertThat(rig.time.parked()).isEmpty();
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> RetryAfterRow.of(row).allMatch(RetryAfterRow::readable));
    }
}
