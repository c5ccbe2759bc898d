package io.hopguard.benchmarks.soak;

/** A call handed out something else than the answer to it. */
final class WrongValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongValueException(String what) {
        super(what);
    }
}
