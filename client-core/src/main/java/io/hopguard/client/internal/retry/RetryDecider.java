package io.hopguard.client.internal.retry;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.Verdict;
import io.hopguard.client.policy.RetryPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a failed attempt is tried again, and after how long. Reads no clock, waits for nothing, draws no random
 * number: everything comes in as a value. The only thing it changes is the retry budget, which it asks last.
 */
public final class RetryDecider {
    /**
     * What came of an attempt.
     *
     * @param verdict what the outcome means
     * @param attempt which attempt it was, counted from 1
     * @param retryAfterNanos the pause the server asked for, or {@link io.hopguard.client.http.RetryAfter#ABSENT}
     */
    public record Outcome(Verdict verdict, int attempt, long retryAfterNanos) {}

    private final int maxAttempts;
    private final long minAttemptNanos;
    private final Backoff backoff;

    public RetryDecider(RetryPolicy policy, long minAttemptNanos) {
        this.maxAttempts = policy.maxAttempts();
        this.minAttemptNanos = minAttemptNanos;
        this.backoff = new Backoff(
                Deadline.saturatedNanos(policy.baseDelay()),
                Deadline.saturatedNanos(policy.maxDelay()),
                policy.jitter());
    }

    /** The least time that an attempt needs. */
    public long minAttemptNanos() {
        return minAttemptNanos;
    }

    /** Whether no attempt can follow this one, unless it is never sent. */
    public boolean isLast(Request request, int attempt) {
        return attempt >= maxAttempts || request.retryOff() || !request.repeatable();
    }

    /**
     * Decides.
     *
     * @param request what was sent
     * @param outcome what came of it
     * @param remainingNanos what is left of the call's time
     * @param random anything from 0 to 1, for the jitter
     * @param tokens the target's retry budget
     */
    public RetryDecision decide(
            Request request, Outcome outcome, long remainingNanos, double random, RetryTokens tokens) {
        if (outcome.verdict.equals(Verdict.SUCCESS)) {
            return RetryDecision.GOOD;
        }
        GaveUp obstacle = obstacle(request, outcome);
        if (obstacle != null) {
            return new RetryDecision.Accept(obstacle);
        }
        long asked = Math.max(0, outcome.retryAfterNanos);
        long latest = remainingNanos - minAttemptNanos;
        if (asked >= latest) {
            return new RetryDecision.Accept(asked > 0 ? GaveUp.RETRY_AFTER_TOO_LONG : GaveUp.DEADLINE);
        }
        // The server's pause is never undercut; our own spread comes on top of it as far as there is time.
        long delayNanos = asked + backoff.nanos(outcome.attempt, random);
        if (delayNanos >= latest && asked == 0) {
            return new RetryDecision.Accept(GaveUp.DEADLINE);
        }
        return tokens.withdraw()
                ? new RetryDecision.Retry(delayNanos < latest ? delayNanos : asked)
                : new RetryDecision.Accept(GaveUp.RETRY_BUDGET_EXHAUSTED);
    }

    private @Nullable GaveUp obstacle(Request request, Outcome outcome) {
        if (outcome.verdict.obstacle() != null) {
            return outcome.verdict.obstacle();
        }
        if (request.retryOff() || maxAttempts == 1) {
            return GaveUp.RETRY_OFF;
        }
        return outcome.attempt >= maxAttempts ? GaveUp.ATTEMPTS_EXHAUSTED : null;
    }
}
