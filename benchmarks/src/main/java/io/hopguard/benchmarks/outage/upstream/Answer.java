package io.hopguard.benchmarks.outage.upstream;

/**
 * What a client gets.
 *
 * @param status of the response, or one of the constants
 * @param workNanos how long somebody worked on it
 */
public record Answer(int status, long workNanos) {
    /** No answer came in time. */
    public static final int TIMED_OUT = 0;
    /** The connection was refused: nothing was sent. */
    public static final int REFUSED = -1;
    /** The connection was cut after the request had been sent. */
    public static final int RESET = -2;
    /** The client itself refused the call. */
    public static final int NOT_TRIED = -3;

    private static final int OK = 200;

    public static Answer of(int status) {
        return new Answer(status, 0);
    }

    public boolean ok() {
        return status == OK;
    }

    /** Whether no response came. */
    public boolean isException() {
        return status <= TIMED_OUT;
    }

    /** Whether a gateway says that what is behind it failed, or that it is overloaded. */
    public boolean isGatewayFailure() {
        return status == 502 || status == 503 || status == 504;
    }
}
