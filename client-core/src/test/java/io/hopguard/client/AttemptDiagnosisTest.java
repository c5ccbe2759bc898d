package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosed;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.http.Response;
import io.hopguard.client.policy.Jitter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is asked for a diagnosis, when, and where it then stands. */
class AttemptDiagnosisTest {
    private static final Diagnosis REFUSED = Diagnosed.nginx(Cause.CONNECTION_REFUSED);
    private static final Diagnosis TIMED_OUT = Diagnosed.nginx(Cause.RESPONSE_TIMEOUT);
    private static final Diagnosis LOST =
            Diagnosed.by(AnsweredBy.NETWORK, null, Confidence.POSSIBLE, Cause.CONNECTION_CLOSED, Cause.WORKER_FAILED);

    private final List<Facts> asked = new CopyOnWriteArrayList<>();

    private Rig rig(Function<Facts, Diagnosis> conclusion) {
        return new Rig()
                .with(builder -> builder.timeouts(t -> t.total(ofSeconds(5)))
                        .retry(r -> r.maxAttempts(2)
                                .backoff(ofMillis(100), ofSeconds(2))
                                .jitter(Jitter.NONE))
                        .concluding(facts -> {
                            asked.add(facts);
                            return conclusion.apply(facts);
                        }));
    }

    private static Diagnosis byStatus(Facts facts) {
        return switch (facts.status()) {
            case 502 -> REFUSED;
            case 504 -> TIMED_OUT;
            case 0 -> LOST;
            default -> Diagnosis.unknown();
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachAttemptHasItsOwnAndTheEndHasThatOfTheLast(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus)
                .thenAfter(ofMillis(12), ScriptedTransport.answers(502))
                .thenAfter(ofMillis(1_500), ScriptedTransport.answers(504));
        Response response = mode.send(rig.client().get("/orders/{id}", 42));

        assertThat(response.attempts()).extracting(Attempt::diagnosis).containsExactly(REFUSED, TIMED_OUT);
        assertThat(response.diagnosis()).isSameAs(TIMED_OUT);
        assertThat(response.failure().diagnosis()).isSameAs(TIMED_OUT);
        assertThat(response.failure())
                .hasMessage("GET /orders/{id} failed after 2 attempts in 1.612 s of 5 s"
                        + " [1: 502 by nginx, its upstream refused the connection, 12 ms; wait 100 ms;"
                        + " 2: 504 by nginx, its upstream timed out, 1.5 s]; attempts exhausted; retry budget 9/10");
        assertThat(asked).extracting(facts -> facts.elapsedNanos() / 1_000_000).containsExactly(12L, 1_500L);
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsConcludedFromASuccessOrARedirect(Mode mode) {
        Rig rig = rig(facts -> REFUSED).then(ScriptedTransport.answers(200)).then(ScriptedTransport.answers(304));
        Response response = mode.send(rig.client().get("/orders"));
        assertThat(response.diagnosis()).isSameAs(Diagnosis.unknown());
        assertThat(response.attempts()).extracting(Attempt::diagnosis).containsExactly(Diagnosis.unknown());
        mode.send(rig.client().get("/orders"));
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusFrom400OnAndEveryStatusThatIsRetriedIsAskedForOnce(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus)
                .with(builder -> builder.retry(r -> r.statuses(Set.of(307, 502))))
                .then(ScriptedTransport.answers(307))
                .then(ScriptedTransport.answers(404));
        mode.send(rig.client().get("/orders"));
        assertThat(asked).extracting(Facts::status).containsExactly(307, 404);
        assertThat(asked).extracting(Facts::ending).containsOnly(Facts.Ending.ANSWERED);
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerAndTheRequestReachTheConclusion(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus)
                .then(ScriptedTransport.says(500, "oops", "server", "gunicorn", "X-B", "1", "x-b", "2"));
        mode.send(rig.client().get("/orders").header("Accept", "application/json"));
        Facts facts = asked.get(0);
        assertThat(facts.all("X-B")).isEqualTo("1, 2");
        assertThat(facts.name(0)).isEqualTo("server");
        assertThat(facts.body()).asString().isEqualTo("oops");
        assertThat(facts.accept()).isEqualTo("application/json");
        assertThat(facts.observed()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aLostConnectionIsConcludedFromToo(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus).then(Fault.LOST);
        HopguardException failure = failureOf(mode, rig.client().get("/orders"));
        assertThat(failure.diagnosis()).isSameAs(LOST);
        assertThat(failure.attempts()).extracting(Attempt::diagnosis).containsOnly(LOST);
        assertThat(asked).hasSize(2).extracting(Facts::ending).containsOnly(Facts.Ending.NO_RESPONSE);
    }

    @ParameterizedTest
    @EnumSource
    void silenceUntilTheLimitIsAResponseThatDidNotComeInTime(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus).then(Fault.NO_RESPONSE_IN_TIME);
        assertThat(failureOf(mode, rig.client().get("/orders")).diagnosis()).isSameAs(LOST);
        assertThat(asked.get(0).ending()).isEqualTo(Facts.Ending.NO_RESPONSE);
        assertThat(asked.get(0).observed()).isEqualTo(Cause.RESPONSE_TIMEOUT);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNeverSentIsWhatTheTransportSaw(Mode mode) {
        Rig rig = rig(facts -> REFUSED).then(Fault.REFUSED);
        assertThat(failureOf(mode, rig.client().get("/orders")).diagnosis()).isSameAs(Diagnosis.unknown());
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineThatPassedInTheWaitHasTheDiagnosisOfTheAttemptBefore(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus).then(ScriptedTransport.answers(502));
        rig.time.whileParked(() -> rig.time.advance(ofSeconds(6)));
        HopguardException failure = failureOf(mode, rig.client().get("/orders"));
        assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
        assertThat(failure.diagnosis()).isSameAs(REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void aDeadlineThatPassedInSilenceIsNotBlamedOnTheAttemptBefore(Mode mode) {
        Rig rig = rig(facts -> facts.status() == 502 ? REFUSED : Diagnosis.unknown())
                .then(ScriptedTransport.answers(502))
                .thenAfter(ofSeconds(6), Fault.NO_RESPONSE_IN_TIME);
        assertThat(failureOf(mode, rig.client().get("/orders")).diagnosis()).isSameAs(Diagnosis.unknown());
    }

    @ParameterizedTest
    @EnumSource
    void aDiagnoserThatFailsHarmsNoCall(Mode mode) {
        Rig rig = rig(facts -> {
                    throw new IllegalStateException("broken");
                })
                .then(Fault.TRUNCATED)
                .then(ScriptedTransport.answers(502));
        Response response = mode.send(rig.client().get("/orders"));
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.diagnosis()).isSameAs(Diagnosis.unknown());
        assertThat(asked).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void anOpenBreakerAnswersForTheClientAndItsCauseForTheTarget(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus)
                .with(builder -> builder.retry(r -> r.off())
                        .circuitBreaker(
                                b -> b.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(2)))
                .then(ScriptedTransport.answers(502));
        mode.send(rig.client().get("/orders"));
        mode.send(rig.client().get("/orders"));
        HopguardException failure = failureOf(mode, rig.client().get("/orders"));
        assertThat(failure).isExactlyInstanceOf(CircuitOpenException.class);
        assertThat(failure.diagnosis().answeredBy()).isEqualTo(AnsweredBy.CLIENT);
        assertThat(((HopguardException) failure.getCause()).diagnosis()).isSameAs(REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void theStreamingCallHasItToo(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus).then(ScriptedTransport.answers(504));
        HopguardException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                HopguardException.class, () -> mode.stream(rig.client().get("/orders")));
        assertThat(failure.diagnosis()).isSameAs(TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource
    void timersOfAttemptsSayWhoAnsweredAndWhy(Mode mode) {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = rig(AttemptDiagnosisTest::byStatus)
                .with(builder -> builder.meterRegistry(registry))
                .then(ScriptedTransport.answers(502))
                .then(ScriptedTransport.answers(200))
                .then(Fault.LOST);
        mode.send(rig.client().get("/orders"));
        failureOf(mode, rig.client().get("/orders"));
        assertThat(registry.find("hopguard.client.attempts").timers())
                .extracting(timer -> timer.getId().getTag("outcome") + " "
                        + timer.getId().getTag("answered_by") + " "
                        + timer.getId().getTag("cause") + " " + timer.count())
                .containsExactlyInAnyOrder(
                        "5xx gateway connection_refused 1", "2xx none none 1", "connection_lost network several 2");
        assertThat(registry.find("hopguard.client.calls").timers())
                .allSatisfy(timer -> assertThat(timer.getId().getTag("cause")).isNull());
    }

    @Test
    void timersStayFewHoweverTheAnswersVary() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Cause[] causes = Cause.values();
        AnsweredBy[] who = AnsweredBy.values();
        Rig rig = rig(facts -> Diagnosed.by(
                        who[asked.size() % who.length],
                        "x" + asked.size(),
                        Confidence.LIKELY,
                        causes[asked.size() / who.length % causes.length]))
                .with(builder -> builder.meterRegistry(registry)
                        .meters(m -> m.maxLiterals(20))
                        .retry(r -> r.off()))
                .then(ScriptedTransport.answers(500));
        for (int call = 0; call < 5_000; call++) {
            rig.client().get("/orders/" + (char) ('a' + call % 26)).send();
        }
        assertThat(registry.find("hopguard.client.attempts").timers())
                .hasSizeBetween(1_000, 1_100)
                .anySatisfy(timer -> assertThat(timer.getId().getTag("cause")).isEqualTo("other"));
        assertThat(registry.find("hopguard.client.calls").timers()).hasSizeLessThan(50);
    }

    /** The truncated answer keeps what came of it, but not as an answer. */
    @ParameterizedTest
    @EnumSource
    void withoutAHeadATruncatedAnswerHasNoResponse(Mode mode) {
        Rig rig = rig(AttemptDiagnosisTest::byStatus).then(Fault.TRUNCATED);
        HopguardException failure = failureOf(mode, rig.client().get("/orders"));
        assertThat(failure).isExactlyInstanceOf(TruncatedResponseException.class);
        assertThat(failure.details().response()).isNull();
        assertThat(asked.get(0).ending()).isEqualTo(Facts.Ending.TRUNCATED);
    }
}
