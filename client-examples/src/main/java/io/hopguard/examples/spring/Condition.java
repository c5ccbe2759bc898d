package io.hopguard.examples.spring;

/** How the service is. */
enum Condition {
    /** Answers at once. */
    WELL,
    /** Answers every third request with 503. */
    FLAKY,
    /** Answers all with 503. */
    UNAVAILABLE,
    /** Answers after nginx has given up. */
    SLOW,
    /** Has its port closed. */
    REFUSING
}
