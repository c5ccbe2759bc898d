package io.hopguard.examples.doctor;

/** What a check came to. */
enum Result {
    /** Nothing wrong was seen. */
    OK,
    /** Something that is worth a look, but by itself no trouble. */
    WARN,
    /** Trouble. */
    FAIL,
    /** Not checked; the summary says why. */
    SKIPPED
}
