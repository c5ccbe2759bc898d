package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;

/**
 * A retry mode of the AWS SDKs.
 *
 * @param maxAttempts with the first
 * @param baseNanos the wait before the second attempt, before jitter
 * @param throttlingBaseNanos the same after throttling
 * @param capNanos the longest wait
 * @param cost tokens for a retry after an error of the server
 * @param timeoutCost tokens for a retry after a timeout or a broken connection
 * @param throttlingCost tokens for a retry after throttling
 */
public record AwsRules(
        int maxAttempts,
        long baseNanos,
        long throttlingBaseNanos,
        long capNanos,
        int cost,
        int timeoutCost,
        int throttlingCost) {
    private static final long MILLI = 1_000_000;

    /** Standard: full jitter from 100 ms; 5 tokens, 10 after a timeout as in the SDK for Kotlin (that for Java takes 5). */
    public static final AwsRules STANDARD = new AwsRules(3, 100 * MILLI, 1000 * MILLI, 20_000 * MILLI, 5, 10, 5);

    /** The rules of 2026, which are opted in to: full jitter from 50 ms; 14 tokens, 5 after throttling or a timeout. */
    public static final AwsRules STANDARD_2026 = new AwsRules(3, 50 * MILLI, 1000 * MILLI, 20_000 * MILLI, 14, 5, 5);

    /** min(base x 2^(retry - 1), cap), of which the jitter takes away up to a share; retries are counted from 1. */
    public static long waitNanos(long baseNanos, long capNanos, int retry, double jitter, double random) {
        double ceiling = Math.min((double) capNanos, baseNanos * StrictMath.pow(2, retry - 1));
        return (long) (ceiling * (1 - jitter + jitter * random));
    }

    int costAfter(Answer answer) {
        return isThrottling(answer) ? throttlingCost : answer.isException() ? timeoutCost : cost;
    }

    long baseAfter(Answer answer) {
        return isThrottling(answer) ? throttlingBaseNanos : baseNanos;
    }

    private static boolean isThrottling(Answer answer) {
        return answer.status() == 429;
    }

    public AwsRules withMaxAttempts(int other) {
        return new AwsRules(other, baseNanos, throttlingBaseNanos, capNanos, cost, timeoutCost, throttlingCost);
    }

    public AwsRules withWaits(long base, long cap) {
        return new AwsRules(maxAttempts, base, throttlingBaseNanos, cap, cost, timeoutCost, throttlingCost);
    }
}
