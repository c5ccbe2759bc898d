package io.hopguard.benchmarks.report;

import io.hopguard.benchmarks.live.CrowdResult;
import io.hopguard.benchmarks.peer.CrowdPeer;
import io.hopguard.benchmarks.peer.PeerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was set out to be reached.
 *
 * @param words what it says
 * @param found what was found
 * @param met whether it was reached
 */
record Target(String words, String found, boolean met) {
    private static final double MOST_BYTES = 7_500;
    private static final double MOST_RATIO = 1.00;
    private static final double MOST_TIMES_IDEAL = 2;
    private static final double MOST_HEAP_GROWTH = 0.05;
    private static final double ROUNDING = 0.005;

    /** Those that can be judged by what was measured. */
    static List<Target> of(JmhResults results, List<CrowdResult> crowds) {
        List<Target> targets = new ArrayList<>();
        Measured hopguard = results.peer(PeerKind.HOPGUARD, "get", 1, false);
        Measured bare = results.peer(PeerKind.HTTPCLIENT, "get", 1, false);
        if (hopguard != null) {
            targets.add(new Target(
                    "a GET with everything on allocates at most 7,500 B",
                    text("%,.0f B", hopguard.bytes()),
                    hopguard.bytes() <= MOST_BYTES));
        }
        if (hopguard != null && bare != null) {
            double ratio = hopguard.ratioTo(bare);
            targets.add(new Target(
                    "and takes at most 1.00 of the time of bare HttpClient 5",
                    text("%.2f", ratio),
                    ratio < MOST_RATIO + ROUNDING));
        }
        crowds.stream()
                .filter(crowd -> crowd.client() == CrowdPeer.HOPGUARD && crowd.places() < crowd.calls())
                .forEach(crowd -> crowd(targets, crowd));
        return targets;
    }

    private static void crowd(List<Target> targets, CrowdResult crowd) {
        targets.add(new Target(
                text(
                        "%,d calls at once on virtual threads, through %,d places, take at most twice the ideal time",
                        crowd.calls(), crowd.places()),
                text("%.2f times, %d failed", crowd.timesIdeal(), crowd.failed()),
                crowd.timesIdeal() <= MOST_TIMES_IDEAL && crowd.failed() == 0));
        targets.add(new Target(
                "and leave the heap as it was, within 5 %",
                text("%+.1f %%", crowd.heapGrowth() * 100), crowd.heapGrowth() <= MOST_HEAP_GROWTH));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
