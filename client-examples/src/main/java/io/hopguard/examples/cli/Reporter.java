package io.hopguard.examples.cli;

/** Shows what came of a call. */
@FunctionalInterface
interface Reporter {
    void report(CallOutcome outcome);
}
