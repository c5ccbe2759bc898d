package io.hopguard.client.error;

/** Why a call that failed was not tried again. Immutable. */
public enum GaveUp {
    /** The failure is not one that a repetition could cure, or the request must not be repeated. */
    NOT_RETRYABLE("not retryable"),
    /** The request may have been applied and is neither idempotent nor keyed (RFC 9110 section 9.2.2). */
    NOT_IDEMPOTENT("not repeated because it is neither idempotent nor has an Idempotency-Key"),
    /** The body was a one-shot stream that had been read. */
    BODY_NOT_REPLAYABLE("not repeated because its body was a one-shot stream that has been read"),
    /** Retries are switched off for the call or the client. */
    RETRY_OFF("retries are off"),
    /** As many attempts were made as are allowed. */
    ATTEMPTS_EXHAUSTED("attempts exhausted"),
    /** The target's retry budget was empty. */
    RETRY_BUDGET_EXHAUSTED("retry budget exhausted"),
    /** Neither a wait nor an attempt would have fitted into the time left. */
    DEADLINE("no time left for another attempt"),
    /** The server asked for a longer pause than there was time. */
    RETRY_AFTER_TOO_LONG("the server's Retry-After does not fit the deadline"),
    /** The server asked not to repeat the request. */
    SERVER_SAID_NO("the server asked not to retry"),
    /** The circuit breaker opened in the meantime. */
    CIRCUIT_OPEN("the circuit breaker opened");

    private final String words;

    GaveUp(String words) {
        this.words = words;
    }

    /**
     * The reason in words.
     *
     * @return the reason, to be put behind a failure
     */
    public String words() {
        return words;
    }
}
