package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/**
 * gRPC with the service config of the proposal's example: 4 attempts, 100 ms to 1 s, UNAVAILABLE, throttling of 10 tokens and
 * 0.1; with the user's deadline, which it sends on, too. HTTP's 502, 503 and 504 are UNAVAILABLE to it.
 */
public final class GrpcRetries implements Policy {
    private static final long MILLI = 1_000_000;

    private final Site site;
    private final GrpcRules rules = new GrpcRules(4, 100 * MILLI, 1000 * MILLI, 2);
    private final GrpcThrottle throttle = new GrpcThrottle(10, 0.1, 10);

    public GrpcRetries(Site site) {
        this.site = site;
    }

    @Override
    public Answer call(long toldNanos) {
        long deadline = site.world().nanos() + Math.min(TOTAL_NANOS, toldNanos);
        for (int attempt = 1; ; attempt++) {
            long left = deadline - site.world().nanos();
            Answer answer = site.wire().send(left, left);
            if (answer.ok()) {
                throttle.succeeded();
                return answer;
            }
            boolean unavailable = answer.isGatewayFailure() || answer.status() < Answer.TIMED_OUT;
            long wait = rules.afterFailure(
                    attempt, unavailable, GrpcRules.NO_PUSHBACK, site.random().nextDouble(), throttle);
            if (wait == GrpcRules.COMMIT) {
                return answer;
            }
            if (wait >= deadline - site.world().nanos()) {
                site.world().sleep(deadline - site.world().nanos());
                return Answer.of(Answer.TIMED_OUT);
            }
            site.world().sleep(wait);
        }
    }
}
