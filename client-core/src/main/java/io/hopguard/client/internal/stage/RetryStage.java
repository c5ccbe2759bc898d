package io.hopguard.client.internal.stage;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.BodyException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.RetryAfter;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Classifier;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Pause;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.kernel.Verdict;
import io.hopguard.client.internal.retry.RetryDecider;
import io.hopguard.client.internal.retry.RetryDecision;
import io.hopguard.client.internal.retry.RetryTokens;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the attempts: obeys {@link RetryDecider}, waits where it says so, and keeps the story. Its state is the local
 * variables of one loop.
 */
public final class RetryStage implements Stage {
    /**
     * What it decides with.
     *
     * @param decider whether and when to try again
     * @param classifier what an outcome means
     * @param budgeted whether there is a budget, to be told of in stories
     * @param attemptNanos the limit of an attempt that another may follow
     */
    public record Rules(RetryDecider decider, Classifier classifier, boolean budgeted, long attemptNanos) {}

    private final Rules rules;
    private final PerTarget<RetryTokens> budgets;
    private final Time time;
    private final LongSupplier clock;
    private final DoubleSupplier random;
    private final Pause pause;
    private final CallEnd callEnd;
    private final CallObserver observers;
    private final Stage next;

    public RetryStage(
            Rules rules,
            PerTarget<RetryTokens> budgets,
            Time time,
            DoubleSupplier random,
            CallObserver observers,
            Stage next) {
        this.rules = rules;
        this.budgets = budgets;
        this.time = time;
        this.clock = time::nanos;
        this.random = random;
        this.pause = new Pause(time);
        this.callEnd = new CallEnd(time, rules.budgeted);
        this.observers = observers;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        long now = time.nanos();
        if (exchange.control().deadlineNanos() - now < rules.decider.minAttemptNanos()) {
            throw new DeadlineExceededException(
                    FailureDetails.of("not begun, less than timeouts.minAttempt was left", Phase.ADMISSION, null));
        }
        RetryTokens tokens = budgets.of(exchange.request().target());
        tokens.deposit();
        Tried latest = null;
        long waited = 0;
        for (int number = 1; ; number++) {
            AttemptRun run = begun(exchange, number, now);
            try {
                Response response = attempt(exchange, run);
                if (latest == null && response.isSuccess() && isGood(exchange, response)) {
                    tokens.succeeded();
                    return good(exchange, run, response);
                }
                latest = answered(exchange.request(), run, waited, response, latest);
            } catch (CircuitOpenException e) {
                // What the circuit breaker refuses is no attempt.
                CircuitOpenException refusal = (CircuitOpenException) Failures.shown(e, exchange.request());
                observers.attemptRefused(exchange, refusal);
                return callEnd.refused(refusal, run.wasRefusedBy(e), exchange, latest, tokens);
            } catch (HopguardException e) {
                latest = failed(exchange.request(), run, waited, e, latest);
            }
            observers.attemptEnded(exchange, run, latest.attempt());
            RetryDecision decision = decide(exchange, latest, tokens);
            if (decision instanceof RetryDecision.Accept accept) {
                return callEnd.of(exchange, latest, accept.reason(), tokens);
            }
            waited = ((RetryDecision.Retry) decision).delayNanos();
            Pause.Outcome outcome = pauseBefore(exchange, latest, waited);
            if (outcome != Pause.Outcome.OVER) {
                return ended(exchange, latest, outcome, tokens);
            }
            now = time.nanos();
        }
    }

    private boolean isGood(Exchange exchange, Response response) {
        return rules.classifier.of(exchange.request(), response) == Verdict.SUCCESS;
    }

    /** The usual end, at the first attempt. */
    private Response good(Exchange exchange, AttemptRun run, Response response) {
        Attempt only = Attempt.answered(run, 0, response.status(), response.diagnosis());
        observers.attemptEnded(exchange, run, only);
        return response.after(only, exchange.control().requestId());
    }

    private Response ended(Exchange exchange, Tried latest, Pause.Outcome outcome, RetryTokens tokens) {
        if (outcome == Pause.Outcome.DOES_NOT_FIT) {
            return callEnd.of(exchange, latest, GaveUp.DEADLINE, tokens);
        }
        throw callEnd.inBackOff(exchange, latest, tokens);
    }

    private Pause.Outcome pauseBefore(Exchange exchange, Tried latest, long delayNanos) {
        long start = time.nanos();
        Pause.Outcome outcome = pause.await(
                delayNanos, exchange.control(), () -> observers.retryScheduled(exchange, latest.attempt(), delayNanos));
        if (outcome != Pause.Outcome.DOES_NOT_FIT) {
            observers.waited(exchange, CallObserver.Wait.BACK_OFF, time.nanos() - start);
        }
        return outcome;
    }

    private AttemptRun begun(Exchange exchange, int number, long now) {
        long total = exchange.control().deadlineNanos();
        long own = now + rules.attemptNanos;
        boolean cut = own - total < 0 && !rules.decider.isLast(exchange.request(), number);
        return new AttemptRun(number, cut ? own : total, clock, now);
    }

    private Response attempt(Exchange exchange, AttemptRun run) {
        if (exchange.streaming() != null) {
            exchange.streaming().drop();
        }
        exchange.control().enter(run);
        try {
            return next.execute(exchange.with(run));
        } finally {
            exchange.control().leave();
        }
    }

    private static Tried answered(
            Request request, AttemptRun run, long waited, Response response, @Nullable Tried before) {
        Attempt attempt = Attempt.answered(run, waited, response.status(), response.diagnosis());
        return new Tried(run, attempt, response, null, true, gatewayLostTrack(request, response.status()), before);
    }

    private static Tried failed(
            Request request, AttemptRun run, long waited, HopguardException e, @Nullable Tried before) {
        HopguardException shown = Failures.shown(e, request);
        int status = e instanceof HttpStatusException answer ? answer.status() : 0;
        Attempt attempt = Attempt.failed(run, waited, shown, status);
        return new Tried(run, attempt, null, shown, run.sent(), lostTrack(request, run, e), before);
    }

    private static boolean lostTrack(Request request, AttemptRun run, HopguardException failure) {
        if (failure instanceof HttpStatusException status) {
            return gatewayLostTrack(request, status.status());
        }
        boolean answered = failure instanceof BodyException && !(failure instanceof RequestBodyException)
                || failure instanceof ProxyRefusedException;
        return run.sent() && !answered && !request.idempotentMethod();
    }

    /** 502 and 504 say that a hop does not know what became of the request (RFC 9110 sections 15.6.3 and 15.6.5). */
    private static boolean gatewayLostTrack(Request request, int status) {
        return (status == 502 || status == 504) && !request.idempotentMethod();
    }

    private RetryDecision decide(Exchange exchange, Tried latest, RetryTokens tokens) {
        Request request = exchange.request();
        Verdict verdict = latest.response() != null
                ? rules.classifier.of(request, latest.response())
                : rules.classifier.of(request, Objects.requireNonNull(latest.failure()), latest.sent());
        if (verdict.health() == Verdict.Health.SUCCESS && !verdict.retryable()) {
            tokens.succeeded();
        }
        if (verdict == Verdict.SUCCESS) {
            return RetryDecision.GOOD;
        }
        RetryDecider.Outcome outcome =
                new RetryDecider.Outcome(verdict, latest.attempt().number(), retryAfter(latest));
        long remaining = exchange.control().remainingNanos();
        return rules.decider.decide(request, outcome, remaining, random.getAsDouble(), tokens);
    }

    private long retryAfter(Tried latest) {
        return latest.response() != null
                ? RetryAfter.nanos(latest.response().headers(), time.epochMillis())
                : Objects.requireNonNull(latest.failure()).details().retryAfterNanos();
    }
}
