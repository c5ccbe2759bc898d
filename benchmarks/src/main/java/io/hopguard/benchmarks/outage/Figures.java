package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.upstream.Span;
import io.hopguard.benchmarks.outage.world.Call;
import java.util.List;

/**
 * What came of a run. All but the last two are about the calls that began in the measured time.
 *
 * @param success the share of calls that were answered with 200 within the user's time
 * @param p50Nanos how long half of the calls took at most, whatever came of them
 * @param p99Nanos the same for 99 %
 * @param amplification requests at the upstream for each call
 * @param wasted the share of the upstream's work that no call lived on
 * @param recoverySeconds from the end of the trouble to the last second in which less than 95 % of the calls succeeded, or
 *     {@link #NEVER}
 * @param overruns calls that ended more than 50 ms after the user's time
 * @param bySecond the course of the run
 */
record Figures(
        double success,
        long p50Nanos,
        long p99Nanos,
        double amplification,
        double wasted,
        int recoverySeconds,
        int overruns,
        Course bySecond) {
    static final int NEVER = Integer.MAX_VALUE;

    private static final long SECOND = 1_000_000_000;
    private static final long TOLERANCE_NANOS = 50_000_000;
    private static final double WELL = 0.95;

    /**
     * By the second.
     *
     * @param calls calls that began
     * @param good those of them that succeeded
     * @param load requests that reached the upstream
     */
    record Course(int[] calls, int[] good, int[] load) {}

    static Figures of(Scenario scenario, Tally tally) {
        List<Call> measured = tally.calls().stream()
                .filter(call -> scenario.measured().contains(call.startNanos()))
                .toList();
        long[] took = measured.stream().mapToLong(Call::tookNanos).sorted().toArray();
        double useful = measured.stream().mapToDouble(Call::usefulNanos).sum();
        Course course = course(scenario, tally);
        return new Figures(
                (double) measured.stream().filter(Call::ok).count() / measured.size(),
                quantile(took, 0.50),
                quantile(took, 0.99),
                (double) tally.requestsMeasured() / measured.size(),
                tally.workNanosMeasured() == 0 ? 0 : 1 - useful / tally.workNanosMeasured(),
                recovery(scenario.trouble(), course),
                (int) tally.calls().stream().filter(Figures::isLate).count(),
                course);
    }

    private static long quantile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    private static boolean isLate(Call call) {
        return call.tookNanos() > Policy.TOTAL_NANOS + TOLERANCE_NANOS;
    }

    private static Course course(Scenario scenario, Tally tally) {
        int[] calls = new int[scenario.seconds()];
        int[] good = new int[scenario.seconds()];
        for (Call call : tally.calls()) {
            int second = (int) (call.startNanos() / SECOND);
            calls[second]++;
            good[second] += call.ok() ? 1 : 0;
        }
        return new Course(calls, good, tally.loadBySecond());
    }

    private static int recovery(Span trouble, Course course) {
        int end = (int) Math.ceil(trouble.toSeconds());
        int last = course.calls.length - 1;
        while (last >= end && course.good[last] >= WELL * course.calls[last]) {
            last--;
        }
        return last == course.calls.length - 1 ? NEVER : last + 1 - end;
    }
}
