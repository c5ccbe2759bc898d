package io.hopguard.benchmarks.soak;

/** A call handed out something else than the answer to it. */
final class WrongValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int MOST_SHOWN = 80;

    WrongValueException(long id, String value) {
        super("call " + id + " got " + value.length() + " characters: "
                + value.substring(0, Math.min(MOST_SHOWN, value.length())));
    }
}
