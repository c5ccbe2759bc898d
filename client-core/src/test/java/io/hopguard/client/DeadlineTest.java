package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.policy.Jitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One deadline over everything. */
class DeadlineTest {
    private final List<Duration> attemptLimits = new ArrayList<>();
    private final List<Long> budgets = new ArrayList<>();

    /** Notes what the attempt was given and what the next hop was told, then takes its time. */
    private Stage taking(Rig rig, Duration time, Stage then) {
        return exchange -> {
            attemptLimits.add(Duration.ofNanos(exchange.run().remainingNanos()));
            String told = exchange.run().budgetValue();
            budgets.add(told.isEmpty() ? -1 : Long.parseLong(told));
            rig.time.advance(time);
            return then.execute(exchange);
        };
    }

    private static Rig rig(Duration total, Duration attempt, Duration backoff) {
        return new Rig()
                .with(builder -> builder.timeouts(t -> t.total(total).attempt(attempt))
                        .retry(r ->
                                r.backoff(backoff, backoff).jitter(Jitter.NONE).maxAttempts(4)));
    }

    @ParameterizedTest
    @EnumSource
    void noWaitBeginsThatLeavesNoTimeForAnAttempt(Mode mode) {
        Rig rig = rig(ofMillis(1_000), ofMillis(1_000), ofMillis(300));
        rig.then(taking(rig, ofMillis(695), ScriptedTransport.answers(503)));
        Response response = mode.send(rig.client().get("/"));
        assertThat(response.gaveUp()).isEqualTo(GaveUp.DEADLINE);
        assertThat(rig.transport.attempts()).isOne();
        assertThat(rig.time.passed()).isEqualTo(ofMillis(695));
    }

    @ParameterizedTest
    @EnumSource
    void aWaitThatLeavesTimeForAnAttemptBegins(Mode mode) {
        Rig rig = rig(ofMillis(1_000), ofMillis(1_000), ofMillis(300));
        rig.then(taking(rig, ofMillis(685), ScriptedTransport.answers(503)));
        mode.send(rig.client().get("/"));
        assertThat(rig.transport.attempts()).isEqualTo(2);
        assertThat(attemptLimits.get(1)).isEqualTo(ofMillis(15));
    }

    @ParameterizedTest
    @EnumSource
    void theLastAttemptGetsWhatIsLeft(Mode mode) {
        Rig rig = rig(ofSeconds(10), ofSeconds(2), ofMillis(500));
        rig.then(taking(rig, ofSeconds(1), ScriptedTransport.answers(503)));
        mode.send(rig.client().get("/"));
        assertThat(attemptLimits).containsExactly(ofSeconds(2), ofSeconds(2), ofSeconds(2), ofMillis(5_500));
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptThatNoneMayFollowGetsWhatIsLeft(Mode mode) {
        Rig rig = rig(ofSeconds(10), ofSeconds(2), ofMillis(500));
        rig.then(taking(rig, ofSeconds(1), ScriptedTransport.answers(503)));
        mode.send(rig.client().post("/"));
        assertThat(attemptLimits).containsExactly(ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void theTimeToldToTheNextHopShrinksAndLeavesTheMargin(Mode mode) {
        Rig rig = rig(ofSeconds(3), ofSeconds(3), ofMillis(200));
        rig.with(builder -> builder.timeouts(t -> t.budgetMargin(ofMillis(50))));
        rig.then(taking(rig, ofMillis(300), ScriptedTransport.answers(503)));
        mode.send(rig.client().get("/"));
        assertThat(budgets).containsExactly(2_950L, 2_450L, 1_950L, 1_450L);
    }

    @ParameterizedTest
    @EnumSource
    void theNextHopIsToldOfTheShorterLimitOfTheAttempt(Mode mode) {
        Rig rig = rig(ofSeconds(10), ofSeconds(2), ofMillis(200));
        rig.then(taking(rig, ofMillis(300), ScriptedTransport.answers(200)));
        mode.send(rig.client().get("/"));
        assertThat(budgets).containsExactly(1_990L);
    }

    @ParameterizedTest
    @EnumSource
    void theCallsOwnTimeoutReplacesTheClients(Mode mode) {
        Rig rig = rig(ofSeconds(10), ofSeconds(10), ofMillis(200));
        rig.then(taking(rig, ofMillis(300), ScriptedTransport.answers(200)));
        mode.send(rig.client().get("/").timeout(ofMillis(700)));
        assertThat(attemptLimits).containsExactly(ofMillis(700));
    }

    @ParameterizedTest
    @EnumSource
    void anAttemptThatRanOutOfTimeIsRepeated(Mode mode) {
        Rig rig = rig(ofSeconds(10), ofSeconds(2), ofMillis(500));
        rig.then(taking(rig, ofSeconds(2), Fault.NO_RESPONSE_IN_TIME)).then(ScriptedTransport.answers(200));
        assertThat(mode.send(rig.client().get("/")).attempts()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatRanOutOfTimeSaysWhere(Mode mode) {
        Rig rig = rig(ofSeconds(2), ofSeconds(2), ofMillis(500));
        rig.then(taking(rig, ofSeconds(2), Fault.NO_RESPONSE_IN_TIME));
        HopguardException failure = failureOf(mode, rig.client().get("/"));
        assertThat(failure).isInstanceOf(DeadlineExceededException.class);
        assertThat(failure.phase()).isEqualTo(Phase.RESPONSE);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.DEADLINE);
        assertThat(failure.elapsed()).isEqualTo(ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource
    void anInterceptorThatTakesAllTheTimeLeavesNoneForTheNetwork(Mode mode) {
        Rig rig = rig(ofSeconds(2), ofSeconds(2), ofMillis(500)).then(ScriptedTransport.answers(200));
        rig.with(builder -> builder.attemptInterceptor((request, chain) -> {
            rig.time.advance(ofSeconds(2));
            return chain.proceed(request);
        }));
        assertThat(failureOf(mode, rig.client().get("/"))).isInstanceOf(DeadlineExceededException.class);
        assertThat(rig.transport.attempts()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void limitsOfAnyLengthAreAccepted(Mode mode) {
        Duration forEver = ofSeconds(Long.MAX_VALUE);
        Rig rig = rig(forEver, forEver, ofMillis(500)).then(ScriptedTransport.answers(200));
        rig.with(builder -> builder.bulkhead(b -> b.maxWait(forEver)).retry(r -> r.backoff(ofMillis(1), forEver)));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(200);
        assertThat(rig.client().describe()).contains("PT");
    }
}
