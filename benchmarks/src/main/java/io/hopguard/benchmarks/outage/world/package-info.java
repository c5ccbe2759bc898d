/** A world with a clock of its own: simulated threads in virtual time, one at a time and always in the same order. */
@NullMarked
package io.hopguard.benchmarks.outage.world;

import org.jspecify.annotations.NullMarked;
