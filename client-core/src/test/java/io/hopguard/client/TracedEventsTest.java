package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.micrometer.observation.Observation;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** What the span of a call tells of its way, and what is current on the way. */
class TracedEventsTest {
    private final Tracing tracing = new Tracing();
    private final Rig rig = new Rig().with(builder -> builder.observationRegistry(tracing.registry));
    private final List<String> current = new ArrayList<>();

    @AfterEach
    void close() {
        tracing.close();
    }

    private void noteCurrent(String where) {
        Observation observation = tracing.registry.getCurrentObservation();
        current.add(where + " "
                + (observation == null ? "none" : observation.getContext().getName()));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aRetryIsToldWithItsWait(Mode mode) {
        rig.with(b -> b.retry(r -> r.backoff(Duration.ofMillis(100), Duration.ofSeconds(1))))
                .then(answers(503))
                .then(answers(200));
        mode.send(rig.client().get("/orders"));
        assertThat(Tracing.events(tracing.call())).containsExactly("retry 1 in 50 ms");
    }

    @Test
    void anEmptyRetryBudgetIsTold() {
        rig.with(b -> b.retryBudget(r -> r.ratio(0).reserve(1))).then(answers(503));
        rig.client().get("/orders").send();
        tracing.reset();
        rig.client().get("/orders").send();
        assertThat(Tracing.events(tracing.call())).contains("retry budget exhausted");
        assertThat(Tracing.attributes(tracing.call())).containsEntry("hopguard.gave_up", "retry_budget_exhausted");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theBreakersStepsAreToldAndARefusedAttemptIsNoSpan(Mode mode) {
        rig.with(b -> b.circuitBreaker(c -> c.enabled(true)
                                .slidingWindowSize(2)
                                .minimumNumberOfCalls(2)
                                .openFor(Duration.ofSeconds(5)))
                        .retry(r -> r.off()))
                .then(answers(503))
                .then(answers(503))
                .then(answers(200));
        mode.send(rig.client().get("/orders"));
        tracing.reset();
        mode.send(rig.client().get("/orders"));
        assertThat(Tracing.events(tracing.call()))
                .containsExactly("the circuit breaker of http://api.test is now open", "exception");
        tracing.reset();
        assertThat(catchThrowable(() -> mode.send(rig.client().get("/orders")))).isNotNull();
        SpanData refused = tracing.call();
        assertThat(tracing.spans()).containsExactly(refused);
        assertThat(Tracing.events(refused))
                .containsExactly("the circuit breaker of http://api.test is open", "exception");
        assertThat(refused.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(Tracing.attributes(refused))
                .containsEntry("error.type", "circuit_open")
                .containsEntry("outcome", "circuit_open")
                .containsEntry("hopguard.attempts", "0")
                .containsEntry("hopguard.answered_by", "client");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theCallIsCurrentForInterceptorsAndCodecsAndTheAttemptOnTheWire(Mode mode) {
        rig.with(b -> b.callInterceptor((request, chain) -> {
                            noteCurrent("call interceptor");
                            return chain.proceed(request);
                        })
                        .attemptInterceptor((request, chain) -> {
                            noteCurrent("attempt interceptor");
                            return chain.proceed(request);
                        }))
                .then(exchange -> {
                    noteCurrent("wire");
                    return Response.of(200, Headers.empty(), new byte[0]);
                });
        mode.fetch(rig.client().get("/orders"), byte[].class);
        noteCurrent("after");
        assertThat(current)
                .containsExactly(
                        "call interceptor hopguard.client.call",
                        "attempt interceptor hopguard.client.call",
                        "wire hopguard.client.attempt",
                        "after none");
        assertThat(tracing.tracer.currentSpan()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theCallIsCurrentWhenItsLogLineIsWritten(Mode mode) {
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.client");
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                noteCurrent(event.getLevel().toString());
            }
        };
        Level before = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
        try {
            rig.with(b -> b.retry(r -> r.off())).then(answers(503));
            mode.send(rig.client().get("/orders"));
        } finally {
            logger.setLevel(before);
            logger.setAdditive(true);
            logger.detachAppender(appender);
        }
        assertThat(current).contains("WARN hopguard.client.call").doesNotContain("WARN none");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatFailsLeavesNothingCurrent(Mode mode) {
        rig.then(ScriptedTransport.throwsError(new StackOverflowError("test")));
        assertThat(catchThrowable(() -> mode.send(rig.client().get("/orders")))).isInstanceOf(StackOverflowError.class);
        noteCurrent("after");
        assertThat(current).containsExactly("after none");
        assertThat(tracing.tracer.currentSpan()).isNull();
        assertThat(tracing.spans())
                .hasSize(2)
                .allSatisfy(span -> assertThat(Tracing.attributes(span))
                        .containsEntry("error.type", "java.lang.StackOverflowError"));
    }

    @Test
    void anInterceptorThatFailsEndsTheCallWithoutAnAttempt() {
        rig.with(b -> b.callInterceptor((request, chain) -> {
            throw new IllegalStateException("no");
        }));
        assertThat(catchThrowable(() -> rig.client().get("/orders").send())).isNotNull();
        assertThat(tracing.spans()).containsExactly(tracing.call());
        assertThat(Tracing.attributes(tracing.call())).containsEntry("error.type", "interceptor_failed");
    }

    @Test
    void anAsynchronousCallThatNoThreadEverRanHasASpanToo() {
        List<Runnable> queue = new ArrayList<>();
        rig.with(b -> b.executor(queue::add)).then(answers(200));
        CompletableFuture<Response> future = rig.client().get("/orders").sendAsync();
        assertThat(tracing.spans()).isEmpty();
        future.cancel(true);
        assertThat(Tracing.attributes(tracing.call()))
                .containsEntry("outcome", "cancelled")
                .containsEntry("error.type", "cancelled");
        queue.forEach(Runnable::run);
        assertThat(tracing.spans()).hasSize(1);
    }

    @Test
    void theTimeInTheQueueIsPartOfTheSpan() {
        List<Runnable> queue = new ArrayList<>();
        rig.with(b -> b.executor(queue::add)).then(answers(200));
        rig.client().get("/orders").sendAsync();
        long before = System.currentTimeMillis();
        queue.forEach(Runnable::run);
        assertThat(tracing.call().getStartEpochNanos() / 1_000_000).isLessThanOrEqualTo(before);
        assertThat(tracing.attempts().get(0).getStartEpochNanos())
                .isGreaterThanOrEqualTo(tracing.call().getStartEpochNanos());
    }

    @Test
    void aRefusedExecutorEndsTheSpan() {
        rig.with(b -> b.executor(task -> {
            throw new java.util.concurrent.RejectedExecutionException("full");
        }));
        assertThat(rig.client().get("/orders").sendAsync()).isCompletedExceptionally();
        assertThat(Tracing.attributes(tracing.call())).containsEntry("error.type", "bulkhead_full");
    }

    @Test
    void aCallThatAClosedClientDidNotTakeHasNone() {
        ResilientClient client = rig.client();
        client.close();
        assertThat(catchThrowable(() -> client.get("/orders").send())).isNotNull();
        assertThat(tracing.spans()).isEmpty();
    }
}
