package io.hopguard.examples.spring;

/** How the service is. */
enum Condition {
    /** Answers at once. */
    WELL,
    /** Answers every third request with 503. */
    FLAKY,
    /** Answers all with 503. */
    UNAVAILABLE,
    /** Answers all with a 502 of its own. */
    BAD_GATEWAY,
    /** Answers after nginx has given up. */
    SLOW,
    /** Breaks off in the middle of its answers. */
    HALF,
    /** Has its port closed. */
    DOWN;

    /** The status of an answer, if it is one's turn to fail. */
    int status(boolean turn) {
        return switch (this) {
            case FLAKY -> turn ? 503 : 200;
            case UNAVAILABLE -> 503;
            case BAD_GATEWAY -> 502;
            default -> 200;
        };
    }
}
