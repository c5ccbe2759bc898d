package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosed;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.BreakerChanged;
import io.hopguard.client.event.CallDiagnosed;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallEvent;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.event.EventFailure;
import io.hopguard.client.event.RedirectFollowed;
import io.hopguard.client.event.RetryBudgetChanged;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.event.WaitOver;
import io.hopguard.client.http.Target;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a listener is told, in which order, and what each event says. */
class CallListenerTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Target TARGET = new Target("http", "api.test", 80);
    private static final Diagnosis REFUSED = Diagnosed.nginx(Cause.CONNECTION_REFUSED);

    private final RecordingListener told = new RecordingListener();

    private Rig rig() {
        return new Rig().with(builder -> builder.name("orders").listener(told, Runnable::run));
    }

    @AfterEach
    void theMethodForEachTypeIsToldTheSame() {
        assertThat(told.byType()).isEqualTo(told.events());
    }

    private static void assertIsAboutOrders(CallEvent event) {
        assertThat(event.client()).isEqualTo("orders");
        assertThat(event.target()).isEqualTo(TARGET);
        assertThat(event.method()).isEqualTo("GET");
        assertThat(event.shownTarget()).isEqualTo("/orders/{id}");
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldOfCallAttemptsWaitsAndEndInOrder(Mode mode) {
        Rig rig = rig().with(b -> b.concluding(facts -> REFUSED))
                .thenAfter(Duration.ofMillis(7), answers(503))
                .thenAfter(Duration.ofMillis(3), answers(200));
        mode.send(rig.client().get("/orders/{id}", 42));
        assertThat(told.types())
                .containsExactly(
                        CallStarted.class,
                        AttemptEnded.class,
                        CallDiagnosed.class,
                        RetryScheduled.class,
                        WaitOver.class,
                        AttemptEnded.class,
                        CallEnded.class);
        assertThat(told.events()).allSatisfy(CallListenerTest::assertIsAboutOrders);
        assertThat(told.events())
                .extracting(event -> Duration.between(START, event.when()).toMillis())
                .containsExactly(0L, 7L, 7L, 7L, 57L, 60L, 60L);
        Attempt first = told.all(AttemptEnded.class).get(0).attempt();
        assertThat(first.status()).isEqualTo(503);
        RetryScheduled scheduled = told.one(RetryScheduled.class);
        assertThat(scheduled.failed()).isSameAs(first);
        assertThat(scheduled.nextAttempt()).isEqualTo(2);
        assertThat(scheduled.delay()).isEqualTo(Duration.ofMillis(50));
        WaitOver over = told.one(WaitOver.class);
        assertThat(over.kind()).isEqualTo(WaitOver.Kind.BACK_OFF);
        assertThat(over.waited()).isEqualTo(Duration.ofMillis(50));
        assertThat(told.all(AttemptEnded.class).get(1).attempt().number()).isEqualTo(2);
        CallEnded end = told.one(CallEnded.class);
        assertThat(end.status()).isEqualTo(200);
        assertThat(end.isSuccess()).isTrue();
        assertThat(end.failure()).isNull();
        assertThat(end.elapsed()).isEqualTo(Duration.ofMillis(60));
        assertThat(end.attempts()).extracting(Attempt::status).containsExactly(503, 200);
        assertThat(end.diagnosis()).isEqualTo(Diagnosis.unknown());
        assertThat(end.gaveUp()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theDiagnosisIsToldOfTheAttemptAndOfTheCallThatEndedWithABadStatus(Mode mode) {
        Rig rig = rig().with(b -> b.concluding(facts -> REFUSED).retry(r -> r.maxAttempts(1)))
                .then(answers(502));
        mode.send(rig.client().get("/orders/{id}", 42));
        assertThat(told.types())
                .containsExactly(
                        CallStarted.class,
                        AttemptEnded.class,
                        CallDiagnosed.class,
                        CallDiagnosed.class,
                        CallEnded.class);
        CallDiagnosed attempt = told.all(CallDiagnosed.class).get(0);
        assertThat(attempt.attempt())
                .isSameAs(told.one(AttemptEnded.class).attempt())
                .isNotNull();
        assertThat(attempt.diagnosis()).isEqualTo(REFUSED);
        CallDiagnosed call = told.all(CallDiagnosed.class).get(1);
        assertThat(call.attempt()).isNull();
        assertThat(call.diagnosis()).isEqualTo(REFUSED);
        CallEnded end = told.one(CallEnded.class);
        assertThat(end.status()).isEqualTo(502);
        assertThat(end.isSuccess()).isFalse();
        assertThat(end.failure()).isNull();
        assertThat(end.diagnosis()).isEqualTo(REFUSED);
        assertThat(end.gaveUp()).isEqualTo(GaveUp.RETRY_OFF);
    }

    @ParameterizedTest
    @EnumSource
    void aFailureIsToldWithItsStoryAndWithoutADiagnosisWhereThereIsNone(Mode mode) {
        Rig rig =
                rig().with(b -> b.concluding(facts -> Diagnosis.unknown())).thenAfter(Duration.ofMillis(7), Fault.LOST);
        HopguardException failure = failureOf(mode, rig.client().post("/orders"));
        assertThat(told.types()).containsExactly(CallStarted.class, AttemptEnded.class, CallEnded.class);
        CallEnded end = told.one(CallEnded.class);
        assertThat(end.status()).isZero();
        assertThat(end.isSuccess()).isFalse();
        assertThat(end.failure())
                .isEqualTo(new EventFailure(
                        "ConnectionLostException", "connection_lost", failure.getMessage(), Phase.RESPONSE, true));
        assertThat(end.attempts()).isEqualTo(failure.attempts());
        assertThat(end.gaveUp()).isEqualTo(GaveUp.NOT_IDEMPOTENT);
        assertThat(end.elapsed()).isEqualTo(Duration.ofMillis(7));
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectIsToldAndFurtherAttemptsAreOfTheNewTarget(Mode mode) {
        Rig rig = rig().with(b -> b.redirects(r -> r.crossOrigin(true)))
                .then(answers(302, "Location", "https://b.test:8443/x?token=s3cret"))
                .then(answers(200));
        mode.send(rig.client().get("/orders"));
        assertThat(told.types())
                .containsExactly(
                        CallStarted.class,
                        AttemptEnded.class,
                        RedirectFollowed.class,
                        AttemptEnded.class,
                        CallEnded.class);
        RedirectFollowed redirect = told.one(RedirectFollowed.class);
        Target other = new Target("https", "b.test", 8443);
        assertThat(redirect.status()).isEqualTo(302);
        assertThat(redirect.to()).isEqualTo(other);
        assertThat(told.events()).extracting(CallEvent::target).containsExactly(TARGET, TARGET, TARGET, other, TARGET);
        assertThat(told.events().toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @EnumSource
    void aWaitForTheBulkheadIsTold(Mode mode) {
        Rig rig = rig();
        rig.with(b -> b.bulkhead(k -> k.maxConcurrentCalls(1).maxWait(Duration.ofMillis(200))))
                .then(exchange -> {
                    told.clear();
                    assertThat(failureOf(mode, rig.client().get("/inner"))).isInstanceOf(BulkheadFullException.class);
                    assertThat(told.types())
                            .containsExactly(CallStarted.class, WaitOver.class, CallDiagnosed.class, CallEnded.class);
                    return answers(200).execute(exchange);
                });
        mode.send(rig.client().get("/outer"));
        WaitOver wait = told.one(WaitOver.class);
        assertThat(wait.kind()).isEqualTo(WaitOver.Kind.BULKHEAD);
        assertThat(wait.waited()).isEqualTo(Duration.ofMillis(200));
        assertThat(wait.shownTarget()).isEqualTo("/inner");
        assertThat(told.one(CallDiagnosed.class).diagnosis().causes()).containsExactly(Cause.OVERLOADED);
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldOfTheBreakerButOfNoAttemptThatWasRefused(Mode mode) {
        Rig rig = rig().with(b -> b.circuitBreaker(breaker -> breaker.enabled(true)
                        .slidingWindowSize(2)
                        .minimumNumberOfCalls(2)
                        .openFor(Duration.ofHours(1))))
                .then(Fault.REFUSED);
        failureOf(mode, rig.client().get("/orders"));
        BreakerChanged change = told.one(BreakerChanged.class);
        assertThat(change.target()).isEqualTo(TARGET);
        assertThat(change.client()).isEqualTo("orders");
        assertThat(change.from()).isEqualTo("CLOSED");
        assertThat(change.to()).isEqualTo("OPEN");
        assertThat(change.method()).isNull();
        assertThat(change.shownTarget()).isNull();
        assertThat(change.requestId()).isNull();
        told.clear();
        assertThat(failureOf(mode, rig.client().get("/orders"))).isInstanceOf(CircuitOpenException.class);
        assertThat(told.types()).doesNotContain(AttemptEnded.class).endsWith(CallEnded.class);
        assertThat(told.one(CallEnded.class).failure().code()).isEqualTo("circuit_open");
        assertThat(told.one(CallEnded.class).attempts()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itIsToldWhenTheRetryBudgetIsExhaustedAndWhenItIsOfUseAgain(Mode mode) {
        Rig rig = rig().with(b -> b.retryBudget(r -> r.ratio(1).reserve(0).enabled(true)))
                .then(answers(503))
                .then(answers(503))
                .then(answers(200));
        mode.send(rig.client().get("/orders"));
        assertThat(told.all(RetryBudgetChanged.class))
                .extracting(RetryBudgetChanged::exhausted)
                .containsExactly(true);
        assertThat(told.one(CallEnded.class).gaveUp()).isEqualTo(GaveUp.RETRY_BUDGET_EXHAUSTED);
        for (int i = 0; i < 10; i++) {
            mode.send(rig.client().get("/orders"));
        }
        assertThat(told.all(RetryBudgetChanged.class))
                .extracting(RetryBudgetChanged::exhausted)
                .containsExactly(true, false);
        assertThat(told.all(RetryBudgetChanged.class).get(1).target()).isEqualTo(TARGET);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorOfAnExtensionEndsTheCallForTheListenerToo(Mode mode) {
        Rig rig = rig().then(ScriptedTransport.throwsError(new StackOverflowError("s3cret")));
        assertThat(catchThrowable(() -> mode.send(rig.client().get("/orders")))).isInstanceOf(StackOverflowError.class);
        assertThat(told.types()).containsExactly(CallStarted.class, CallEnded.class);
        assertThat(told.events().toString()).doesNotContain("s3cret");
    }

    @Test
    void aCompleteUriIsShownWithoutItsQueryValues() {
        Rig rig = new Rig()
                .with(b -> b.baseUri(null).listener(told, Runnable::run))
                .then(answers(200));
        rig.client()
                .request("GET", URI.create("http://api.test/orders?token=s3cret"))
                .send();
        assertThat(told.events()).extracting(CallEvent::shownTarget).containsOnly("http://api.test/orders?token=***");
        assertThat(told.events().toString()).contains("2026-03-01T12:00:00Z").doesNotContain("s3cret");
    }

    @Test
    void everyTypeOfEventIsTriedByTheseTestsOrThoseOfStreams() {
        assertThat(Set.of(CallEvent.class.getPermittedSubclasses())).hasSize(11);
    }

    @Test
    void nothingIsMadeWhereNobodyListens() {
        Rig rig = new Rig().then(answers(200));
        assertThat(rig.client().get("/orders").send().isSuccess()).isTrue();
        assertThat(rig.client().observers().listeners()).isNull();
    }
}
