package io.hopguard.benchmarks.live;

import io.hopguard.benchmarks.peer.PeerKind;

/**
 * What a client did in the outage.
 *
 * @param client who
 * @param calls that were made
 * @param requests that reached the gateway
 * @param predicted how many the simulator said
 */
public record OutageRow(PeerKind client, int calls, long requests, long predicted) {
    private static final String SEPARATOR = "\t";

    /** 1 where each call sent one request. */
    public double perCall() {
        return (double) requests / calls;
    }

    /** From the prediction, as a share of it. */
    public double deviation() {
        return (double) (requests - predicted) / predicted;
    }

    /** One line that {@link #of} understands. */
    public String line() {
        return String.join(
                SEPARATOR, client.name(), String.valueOf(calls), String.valueOf(requests), String.valueOf(predicted));
    }

    /** Reads a line. */
    public static OutageRow of(String line) {
        String[] fields = line.split(SEPARATOR);
        return new OutageRow(
                PeerKind.valueOf(fields[0]),
                Integer.parseInt(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]));
    }
}
