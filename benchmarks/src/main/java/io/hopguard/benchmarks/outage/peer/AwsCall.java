package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/** One call under the rules of AWS: whether it is tried again, and what that takes from the bucket. */
public final class AwsCall {
    /** It is not tried again: it cannot be cured. */
    public static final long NOT_RETRYABLE = -1;
    /** It is not tried again: it has had all attempts. */
    public static final long MAX_ATTEMPTS_EXCEEDED = -2;
    /** It is not tried again: the bucket is empty. */
    public static final long RETRY_QUOTA_EXCEEDED = -3;

    private final AwsRules rules;
    private final AwsTokens tokens;
    private int attempt = 1;
    private int taken = 1;

    public AwsCall(AwsRules rules, AwsTokens tokens) {
        this.rules = rules;
        this.tokens = tokens;
    }

    /** Gives back what the last retry took, or one token. */
    public void succeeded() {
        tokens.giveBack(taken);
    }

    /** The wait before the next attempt, or why there is none. */
    public long afterFailure(Answer answer, double random) {
        if (!isRetryable(answer)) {
            return NOT_RETRYABLE;
        }
        if (attempt >= rules.maxAttempts()) {
            return MAX_ATTEMPTS_EXCEEDED;
        }
        int cost = rules.costAfter(answer);
        if (!tokens.take(cost)) {
            return RETRY_QUOTA_EXCEEDED;
        }
        taken = cost;
        return AwsRules.waitNanos(rules.baseAfter(answer), rules.capNanos(), attempt++, 1, random);
    }

    private static boolean isRetryable(Answer answer) {
        return answer.isException() || answer.isGatewayFailure() || answer.status() == 500 || answer.status() == 429;
    }
}
