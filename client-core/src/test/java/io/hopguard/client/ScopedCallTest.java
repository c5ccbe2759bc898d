package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls under the deadline of a caller of ours. */
class ScopedCallTest {
    private final Rig rig = new Rig().with(builder -> builder.retry(r -> r.off()));

    private Deadline in(Duration time) {
        return Deadline.after(time.toNanos(), rig.time::nanos);
    }

    private Duration allowed(int call) {
        return Duration.ofNanos(rig.transport.exchanges().get(call).control().totalNanos());
    }

    @ParameterizedTest
    @EnumSource
    void theShorterOfCallAndScopeHolds(Mode mode) {
        rig.then(ScriptedTransport.answers(200));
        try (DeadlineScope scope = DeadlineScope.open(in(ofSeconds(4)))) {
            mode.send(rig.client().get("/"));
            mode.send(rig.client().get("/").timeout(ofSeconds(1)));
            mode.send(rig.client().get("/").timeout(ofSeconds(30)));
            assertThat(scope.wouldHaveEnded()).isZero();
        }
        mode.send(rig.client().get("/"));
        assertThat(allowed(0)).isEqualTo(ofSeconds(4));
        assertThat(allowed(1)).isEqualTo(ofSeconds(1));
        assertThat(allowed(2)).isEqualTo(ofSeconds(4));
        assertThat(allowed(3)).isEqualTo(ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void aCallUnderAScopeThatIsOverIsNotSent(Mode mode) {
        rig.then(ScriptedTransport.answers(200))
                .with(builder -> builder.callInterceptor((request, chain) -> {
                    throw new AssertionError("not reached");
                }));
        try (DeadlineScope scope = DeadlineScope.open(in(ofMillis(5)))) {
            rig.time.advance(ofMillis(5));
            HopguardException failure = failureOf(mode, rig.client().get("/"));
            assertThat(failure).isInstanceOf(DeadlineExceededException.class).hasMessageContaining("scope");
            assertThat(failure.phase()).isEqualTo(Phase.ADMISSION);
            assertThat(failure.attempts()).isEmpty();
            assertThat(scope.wouldHaveEnded()).isZero();
        }
        assertThat(rig.transport.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theStoryTellsTheShortenedTotal(Mode mode) {
        rig.thenAfter(ofSeconds(2), Fault.NO_RESPONSE_IN_TIME);
        try (DeadlineScope scope = DeadlineScope.open(in(ofSeconds(2)))) {
            assertThat(failureOf(mode, rig.client().get("/"))).hasMessageContaining("in 2 s of 2 s");
            assertThat(scope.deadline()).isNotNull();
        }
    }

    @Test
    void anAsynchronousCallIsUnderTheScopeItWasSubmittedUnderAndItsQueueCounts() {
        Queue<Runnable> queue = new ArrayDeque<>();
        CompletableFuture<Response> call;
        rig.with(builder -> builder.executor(queue::add)).then(exchange -> {
            assertThat(DeadlineScope.current()).isNotNull();
            return ScriptedTransport.answers(200).execute(exchange);
        });
        try (DeadlineScope scope = DeadlineScope.open(in(ofSeconds(4)))) {
            call = rig.client().get("/").sendAsync();
            assertThat(scope.deadline()).isNotNull();
        }
        assertThat(call).isNotDone();
        rig.time.advance(ofSeconds(1));
        queue.remove().run();
        assertThat(Mode.result(call).status()).isEqualTo(200);
        assertThat(allowed(0)).isEqualTo(ofSeconds(4));
        assertThat(rig.transport.exchanges().get(0).control().remainingNanos())
                .isEqualTo(ofSeconds(3).toNanos());
        assertThat(DeadlineScope.current()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void anObservedDeadlineEndsNothingButCountsWhatItWouldHaveEnded(Mode mode) {
        rig.thenAfter(ofSeconds(1), ScriptedTransport.answers(200));
        try (DeadlineScope scope = DeadlineScope.observing(in(ofSeconds(2)))) {
            for (int i = 0; i < 4; i++) {
                assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(200);
            }
            assertThat(scope.wouldHaveEnded()).isEqualTo(3);
        }
        assertThat(allowed(0)).isEqualTo(ofSeconds(10));
    }
}
