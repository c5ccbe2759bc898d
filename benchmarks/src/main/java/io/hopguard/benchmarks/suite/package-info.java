/** Runs everything that compares the peers, and keeps the results. */
@NullMarked
package io.hopguard.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
