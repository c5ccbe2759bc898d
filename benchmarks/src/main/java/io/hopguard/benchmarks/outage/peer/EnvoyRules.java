package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/** What Envoy's router documents: which outcomes a {@code retry-on} covers, the waits, and the retry budget's defaults. */
public final class EnvoyRules {
    private static final double BASE_NANOS = 25_000_000;
    private static final double CAP_NANOS = 250_000_000;
    private static final double BUDGET = 0.2;
    private static final int LEAST_CONCURRENT = 3;

    /** A value of {@code retry-on}. */
    public enum RetryOn {
        FIVE_XX,
        GATEWAY_ERROR,
        CONNECT_FAILURE,
        RETRIABLE_4XX;

        public boolean covers(Answer answer) {
            return switch (this) {
                case FIVE_XX -> answer.isException() || answer.status() >= 500;
                case GATEWAY_ERROR -> answer.isGatewayFailure();
                case CONNECT_FAILURE -> answer.status() == Answer.REFUSED;
                case RETRIABLE_4XX -> answer.status() == 409;
            };
        }
    }

    private EnvoyRules() {}

    /** Full jitter over [0, (2^retry - 1) x 25 ms), at most 250 ms; retries are counted from 1. */
    public static long waitNanos(int retry, double random) {
        return (long) (Math.min(CAP_NANOS, (StrictMath.pow(2, retry) - 1) * BASE_NANOS) * random);
    }

    /** Whether one more retry may be under way, by the 20 % of the requests under way, rounded down, but at least 3. */
    public static boolean fitsBudget(int retriesUnderWay, int requestsUnderWay) {
        return retriesUnderWay < Math.max(LEAST_CONCURRENT, (int) (BUDGET * requestsUnderWay));
    }
}
