package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.codec.Jackson2Codec;
import io.hopguard.client.codec.Jackson3Codec;
import io.hopguard.client.error.BodyDecodeException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.extend.CallListener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Turning the body into a value is a part of the call: bounded by its deadline, and seen by whoever watches. */
class DecodeTest {
    record Order(int id) {}

    private static Rig rig(Duration step, int bytes) {
        Rig rig = new Rig().then(ScriptedTransport.says(200, "x".repeat(bytes)));
        return rig.with(b ->
                b.codec(new SlowCodec(() -> rig.time.advance(step))).timeouts(t -> t.total(Duration.ofSeconds(1))));
    }

    @ParameterizedTest
    @EnumSource
    void aLargeBodyIsLeftAtTheDeadline(Mode mode) {
        Rig rig = rig(Duration.ofMillis(100), 100_000);
        DeadlineExceededException failure = catchThrowableOfType(
                DeadlineExceededException.class, () -> mode.fetch(rig.client().get("/orders"), Order.class));
        assertThat(failure.phase()).isEqualTo(Phase.DECODE);
        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure.outcomeUnknown()).isFalse();
        assertThat(failure).hasMessageContaining("GET /orders").hasMessageContaining("decoding the response body");
        assertThat(rig.time.passed()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
    }

    @ParameterizedTest
    @EnumSource
    void aSmallBodyThatIsDecodedTooLateIsTooLate(Mode mode) {
        Rig rig = rig(Duration.ofSeconds(2), 10);
        assertThatThrownBy(() -> mode.fetch(rig.client().get("/orders"), Order.class))
                .isInstanceOf(DeadlineExceededException.class);
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatCannotBeReadIsAFailedCallToThoseWhoWatch(Mode mode) {
        List<String> ends = new ArrayList<>();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = new Rig()
                .then(ScriptedTransport.says(200, "{\"id\":"))
                .with(b -> b.meterRegistry(registry)
                        .listener(
                                new CallListener() {
                                    @Override
                                    public void callEnded(CallEnded event) {
                                        ends.add(
                                                event.failure() == null
                                                        ? "answered"
                                                        : event.failure().code());
                                    }
                                },
                                Runnable::run));
        assertThatThrownBy(() -> mode.fetch(rig.client().get("/orders"), Order.class))
                .isInstanceOf(BodyDecodeException.class);
        assertThat(ends).containsExactly("body_decode");
        assertThat(registry.get("hopguard.client.calls")
                        .tag("outcome", "body_decode")
                        .timer()
                        .count())
                .isOne();
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatCannotBeReadIsToldWithTimeBudgetAndStatus(Mode mode) {
        Rig rig = new Rig()
                .thenAfter(Duration.ofMillis(12), ScriptedTransport.says(200, "{\"id\":"))
                .with(b -> b.timeouts(t -> t.total(Duration.ofSeconds(5))));
        try (LogCapture log = new LogCapture(Level.WARN)) {
            BodyDecodeException failure = catchThrowableOfType(
                    BodyDecodeException.class, () -> mode.fetch(rig.client().get("/orders"), Order.class));
            assertThat(failure).hasMessageContaining("after 1 attempt in 12 ms of 5 s [1: 200, 12 ms]: ");
            assertThat(failure.elapsed()).isEqualTo(Duration.ofMillis(12));
            assertThat(failure.requestId()).isNotEmpty();
            assertThat(LogCapture.facts(log.events().get(0)))
                    .containsEntry("outcome", "body_decode")
                    .containsEntry("status", 200)
                    .containsEntry("elapsed_ms", 12L)
                    .containsEntry("budget_ms", 5_000L);
        }
    }

    static Stream<BodyCodec> codecs() {
        return Stream.of(new Jackson3Codec(), new Jackson2Codec());
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aLargeBodyThatComesInTimeIsReadWhole(BodyCodec codec) {
        String body = "[" + "{\"id\":7},".repeat(50_000) + "{\"id\":8}]";
        Rig rig = new Rig().then(ScriptedTransport.says(200, body)).with(b -> b.codec(codec));
        Order[] orders = rig.client().get("/orders").fetch(Order[].class);
        assertThat(orders).hasSize(50_001);
        assertThat(orders[50_000].id()).isEqualTo(8);
    }

    @Test
    void aResponseThatIsHandedOutAsItIsIsNotDecoded() {
        Rig rig = rig(Duration.ofSeconds(2), 10);
        assertThat(rig.client().get("/orders").send().bytes()).hasSize(10);
    }
}
