package io.hopguard.benchmarks.peer;

import java.io.IOException;

/** A status that a client without an exception of its own for it has to be told to take for a failure. */
final class StatusException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int FIRST_FAILURE = 500;

    private StatusException(int status) {
        super("status " + status);
    }

    static void check(int status) throws StatusException {
        if (status >= FIRST_FAILURE) {
            throw new StatusException(status);
        }
    }
}
