package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/**
 * The standard retry mode of the AWS SDKs: a bucket of 500 tokens, from which retries take and into which successes give
 * back; the first attempt is free. The user's time is {@code apiCallTimeout}, which has no default.
 */
public final class AwsRetries implements Policy {
    private static final int BUCKET = 500;

    private final Site site;
    private final AwsRules rules;
    private final AwsTokens tokens;

    public AwsRetries(Site site, AwsRules rules) {
        this(site, rules, new AwsTokens(BUCKET, 0));
    }

    public AwsRetries(Site site, AwsRules rules, AwsTokens tokens) {
        this.site = site;
        this.rules = rules;
        this.tokens = tokens;
    }

    @Override
    public Answer call(long toldNanos) {
        long deadline = site.world().nanos() + TOTAL_NANOS;
        int taken = 1;
        for (int attempt = 1; ; attempt++) {
            Answer answer = site.wire().send(deadline - site.world().nanos());
            if (answer.ok()) {
                tokens.giveBack(taken);
                return answer;
            }
            int cost = cost(answer);
            if (!isRetryable(answer) || attempt >= rules.maxAttempts() || !tokens.take(cost)) {
                return answer;
            }
            taken = cost;
            long base = answer.status() == 429 ? rules.throttlingBaseNanos() : rules.baseNanos();
            long wait = AwsRules.waitNanos(
                    base, rules.capNanos(), attempt, 1, site.random().nextDouble());
            long left = deadline - site.world().nanos();
            site.world().sleep(Math.min(wait, left));
            if (wait >= left) {
                return Answer.of(Answer.TIMED_OUT);
            }
        }
    }

    private int cost(Answer answer) {
        return answer.status() == 429
                ? rules.throttlingCost()
                : answer.isException() ? rules.timeoutCost() : rules.cost();
    }

    private static boolean isRetryable(Answer answer) {
        return answer.isException() || answer.isGatewayFailure() || answer.status() == 500 || answer.status() == 429;
    }
}
