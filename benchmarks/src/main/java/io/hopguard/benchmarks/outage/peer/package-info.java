/** Clients: Hopguard itself, and what others do, re-coded from their published numbers. */
@NullMarked
package io.hopguard.benchmarks.outage.peer;

import org.jspecify.annotations.NullMarked;
