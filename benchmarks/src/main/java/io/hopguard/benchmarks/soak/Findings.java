package io.hopguard.benchmarks.soak;

import java.util.List;
import java.util.Map;

/**
 * What was found when all calls were made.
 *
 * @param ended calls that ended
 * @param strange what must not happen, with how often it did
 * @param leased connections in use, with no call under way
 * @param underWay calls that the client still watches
 * @param breakerCloses whether calls get through again and again
 * @param allPlacesFree whether as many calls as the bulkhead has places ran at once
 * @param heapBefore bytes after the warm-up and a full collection
 * @param heapAfter bytes after the last call and a full collection
 * @param closedInPeace what {@code close(grace)} returned
 * @param openAtServer connections that the server holds when the client is closed
 * @param threads names of the client's threads that run when it is closed
 */
record Findings(
        long ended,
        Map<String, Long> strange,
        long leased,
        long underWay,
        boolean breakerCloses,
        boolean allPlacesFree,
        long heapBefore,
        long heapAfter,
        boolean closedInPeace,
        long openAtServer,
        List<String> threads) {

    double heapChange() {
        return (double) (heapAfter - heapBefore) / heapBefore;
    }
}
