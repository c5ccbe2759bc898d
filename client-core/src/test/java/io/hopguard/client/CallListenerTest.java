package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener is told. */
class CallListenerTest {
    private final List<String> events = new ArrayList<>();

    /** Writes down what it is told, and may fail at it. */
    private final class Recorder implements CallListener {
        private final boolean fails;

        Recorder(boolean fails) {
            this.fails = fails;
        }

        private void note(String event) {
            if (fails) {
                throw new IllegalStateException(event);
            }
            events.add(event);
        }

        @Override
        public void callStarted(Request request) {
            note("started " + request);
        }

        @Override
        public void attemptEnded(Request request, Attempt attempt) {
            note("attempt " + attempt);
        }

        @Override
        public void retryScheduled(Request request, int nextAttempt, Duration delay) {
            note("wait " + delay.toMillis() + " before " + nextAttempt);
        }

        @Override
        public void callEnded(
                Request request, @Nullable Response response, @Nullable HopguardException failure, Duration elapsed) {
            String end = response != null
                    ? Integer.toString(response.status())
                    : String.valueOf(failure == null ? null : failure.code());
            note("ended " + end + " after " + elapsed.toMillis());
        }

        @Override
        public void breakerChanged(String target, String from, String to) {
            note(target + " " + from + ">" + to);
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldOfCallAttemptsWaitsAndEndInOrder(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.listener(new Recorder(false)))
                .then(ScriptedTransport.answers(503))
                .then(ScriptedTransport.answers(200));
        mode.send(rig.client().get("/orders"));
        assertThat(events)
                .containsExactly(
                        "started GET /orders",
                        "attempt 1: 503, 0 ms",
                        "wait 50 before 2",
                        "attempt 2: 200, 0 ms",
                        "ended 200 after 50");
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldOfTheFailure(Mode mode) {
        Rig rig =
                new Rig().with(builder -> builder.listener(new Recorder(false))).then(Fault.GARBAGE);
        failureOf(mode, rig.client().get("/orders"));
        assertThat(events)
                .endsWith("attempt 1: the response is not valid HTTP, 0 ms", "ended malformed_response after 0");
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatThrowsHarmsNobody(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.listener(new Recorder(true)).listener(new Recorder(false)))
                .then(ScriptedTransport.answers(503))
                .then(ScriptedTransport.answers(200));
        assertThat(mode.send(rig.client().get("/orders")).status()).isEqualTo(200);
        assertThat(events).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldOfTheBreakerButOfNoAttemptThatWasRefused(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.listener(new Recorder(false))
                        .circuitBreaker(breaker -> breaker.enabled(true)
                                .slidingWindowSize(2)
                                .minimumNumberOfCalls(2)
                                .openFor(Duration.ofHours(1))))
                .then(Fault.REFUSED);
        failureOf(mode, rig.client().get("/orders"));
        assertThat(events).contains("http://api.test CLOSED>OPEN");
        events.clear();
        assertThat(failureOf(mode, rig.client().get("/orders"))).isInstanceOf(CircuitOpenException.class);
        assertThat(events).containsExactly("started GET /orders", "ended circuit_open after 0");
    }
}
