package io.hopguard.benchmarks.live;

import io.hopguard.benchmarks.peer.CrowdPeer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a crowd fared.
 *
 * @param client who served it
 * @param calls made at once
 * @param places calls that the client lets run at once
 * @param idealMillis what the server alone would take for all calls, through that many places
 * @param millis what each round took
 * @param failed calls that failed, in all rounds
 * @param heapBefore after a full collection, before the first counted round
 * @param heapAfter the same after the last
 */
public record CrowdResult(
        CrowdPeer client,
        int calls,
        int places,
        long idealMillis,
        List<Long> millis,
        int failed,
        long heapBefore,
        long heapAfter) {
    private static final String SEPARATOR = "\t";
    private static final String BETWEEN_ROUNDS = ",";

    /** The quickest round: what it takes when nothing else has the machine. */
    public long bestMillis() {
        return Collections.min(millis);
    }

    public double timesIdeal() {
        return (double) bestMillis() / idealMillis;
    }

    public double heapGrowth() {
        return (double) (heapAfter - heapBefore) / heapBefore;
    }

    /** One line that {@link #of} understands. */
    String line() {
        String rounds = millis.stream().map(String::valueOf).collect(Collectors.joining(BETWEEN_ROUNDS));
        return String.join(
                SEPARATOR,
                List.of(
                        client.name(),
                        String.valueOf(calls),
                        String.valueOf(places),
                        String.valueOf(idealMillis),
                        rounds,
                        String.valueOf(failed),
                        String.valueOf(heapBefore),
                        String.valueOf(heapAfter)));
    }

    /** Reads a line. */
    public static CrowdResult of(String line) {
        String[] fields = line.split(SEPARATOR);
        return new CrowdResult(
                CrowdPeer.valueOf(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Long.parseLong(fields[3]),
                Arrays.stream(fields[4].split(BETWEEN_ROUNDS))
                        .map(Long::valueOf)
                        .toList(),
                Integer.parseInt(fields[5]),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]));
    }
}
