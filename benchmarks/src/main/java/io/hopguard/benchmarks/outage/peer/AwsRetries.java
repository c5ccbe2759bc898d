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
    private final AwsTokens tokens = new AwsTokens(BUCKET, 0);

    public AwsRetries(Site site, AwsRules rules) {
        this.site = site;
        this.rules = rules;
    }

    @Override
    public Answer call(long toldNanos) {
        long deadline = site.world().nanos() + TOTAL_NANOS;
        AwsCall call = new AwsCall(rules, tokens);
        while (true) {
            Answer answer = site.wire().send(deadline - site.world().nanos());
            if (answer.ok()) {
                call.succeeded();
                return answer;
            }
            if (site.world().nanos() >= deadline) {
                return Answer.of(Answer.TIMED_OUT);
            }
            long wait = call.afterFailure(answer, site.random().nextDouble());
            if (wait < 0) {
                return answer;
            }
            long left = deadline - site.world().nanos();
            site.world().sleep(Math.min(wait, left));
            if (wait >= left) {
                return Answer.of(Answer.TIMED_OUT);
            }
        }
    }
}
