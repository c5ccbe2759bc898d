package io.hopguard.client.diagnosis;

/** Why a hop failed. Immutable. */
public enum Cause {
    /** The peer refused the TCP connection. */
    CONNECTION_REFUSED,
    /** The TCP connection was not established in time. */
    CONNECT_TIMEOUT,
    /** The peer closed the connection before a whole answer was sent. */
    CONNECTION_CLOSED,
    /** The peer reset the connection. */
    CONNECTION_RESET,
    /** No answer, or no further byte of it, came in time. */
    RESPONSE_TIMEOUT,
    /** What came was not HTTP. */
    MALFORMED_RESPONSE,
    /** The answer's header section was larger than a hop accepts. */
    RESPONSE_HEADER_TOO_LARGE,
    /** Two hops spoke different protocols. */
    PROTOCOL_MISMATCH,
    /** The TLS handshake or the certificate check failed. */
    TLS_FAILURE,
    /** The host name could not be resolved. */
    DNS_FAILURE,
    /** The gateway has no upstream that it considers healthy. */
    NO_HEALTHY_UPSTREAM,
    /** The answer ended before its announced end. */
    TRUNCATED_RESPONSE,
    /** A hop refused the work because it has too much of it. */
    OVERLOADED,
    /** A hop refused the work because this caller asks too often. */
    RATE_LIMITED,
    /** The service is switched off on purpose. */
    MAINTENANCE,
    /** The application itself reported the failure. */
    APPLICATION_ERROR,
    /** A hop does not allow the request. */
    DENIED,
    /** A hop considers the request wrong. */
    BAD_REQUEST,
    /** A hop is configured wrongly. */
    CONFIGURATION,
    /** The worker process that handled the request died. */
    WORKER_FAILED,
    /** The evidence does not say. */
    UNKNOWN
}
