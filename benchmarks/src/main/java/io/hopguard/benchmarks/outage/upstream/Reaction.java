package io.hopguard.benchmarks.outage.upstream;

/**
 * What a server makes of a request.
 *
 * @param status its answer
 * @param nanos after how long; the server is busy until then
 */
public record Reaction(int status, long nanos) {
    private static final long MILLI = 1_000_000;

    /** It takes the request, and nothing follows. */
    public static final Reaction SILENCE = new Reaction(Answer.TIMED_OUT, Long.MAX_VALUE);

    public static Reaction of(int status, long millis) {
        return new Reaction(status, millis * MILLI);
    }
}
