package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.hopguard.client.internal.kernel.Time;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The summary of an outage comes by itself, with the real clock and the real reaper. */
class OutageLogTest {
    private static final long LIMIT_NANOS = Duration.ofSeconds(30).toNanos();

    private static ResilientClient failing(long windowMillis) {
        return ResilientClient.builder()
                .baseUri("http://api.test")
                .circuitBreaker(b -> b.off())
                .retry(r -> r.off())
                .logs(l -> l.window(Duration.ofMillis(windowMillis)).linesPerWindow(2))
                .internals(Time.SYSTEM, () -> 0.5, ScriptedTransport.answers(503))
                .build();
    }

    private static List<ILoggingEvent> summaries(LogCapture log) {
        return log.of("calls").stream()
                .filter(line -> line.getFormattedMessage().contains(" of which "))
                .toList();
    }

    /** The longer window is longer than the reaper stays awake without calls. */
    @ParameterizedTest
    @ValueSource(longs = {50, 2_500})
    void itIsWrittenWhenNobodyCallsAnyMore(long windowMillis) {
        try (LogCapture log = new LogCapture(Level.WARN);
                ResilientClient client = failing(windowMillis)) {
            while (log.of("calls").size() < 2 || !anyUntold(client, log)) {
                client.get("/orders").send();
            }
            long start = System.nanoTime();
            while (summaries(log).isEmpty() && System.nanoTime() - start < LIMIT_NANOS) {
                Thread.onSpinWait();
            }
            assertThat(summaries(log).get(0).getThreadName())
                    .as("an appender may take its time, and the reaper has none")
                    .doesNotContain("reaper");
            assertThat(summaries(log).get(0).getFormattedMessage()).contains("service_unavailable");
        }
    }

    private static boolean anyUntold(ResilientClient client, LogCapture log) {
        int before = log.of("calls").size();
        client.get("/orders").send();
        return log.of("calls").size() == before;
    }

    @Test
    void closingWritesItAtOnce() {
        try (LogCapture log = new LogCapture(Level.WARN)) {
            try (ResilientClient client = failing(3_600_000)) {
                for (int i = 0; i < 100; i++) {
                    client.get("/orders").send();
                }
                assertThat(summaries(log)).isEmpty();
            }
            assertThat(summaries(log))
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .startsWith("[default, http://api.test] 100 calls failed in ")
                            .contains(", of which 2 were told: 100 service_unavailable"));
        }
    }

    @Test
    void aBreakerThatFlapsIsLimitedToo() {
        try (LogCapture log = new LogCapture(Level.INFO)) {
            Rig rig = new Rig()
                    .with(builder -> builder.retry(r -> r.off())
                            .circuitBreaker(b -> b.enabled(true)
                                    .slidingWindowSize(2)
                                    .minimumNumberOfCalls(1)
                                    .halfOpenCalls(1)
                                    .openFor(Duration.ofMillis(1))));
            rig.then(ScriptedTransport.answers(503));
            while (rig.transport.attempts() < 10) {
                rig.time.advance(Duration.ofMillis(2));
                Rig.failureOf(Mode.BLOCKING, rig.client().get("/orders").noRetry());
            }
            assertThat(log.of("state")).hasSize(5);
            rig.client().close();
            assertThat(log.of("state")).hasSize(6);
            assertThat(log.of("state").get(5).getFormattedMessage())
                    .matches("\\[default, http://api.test] \\d+ changes of state in .*, of which 5 were told: .*breaker"
                            + " half_open.*; last: circuit breaker .*");
        }
    }
}
