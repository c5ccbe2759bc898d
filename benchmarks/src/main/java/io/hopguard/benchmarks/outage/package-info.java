/** The outage simulator: the client's real policy code under a virtual clock, beside the policies of others. */
@NullMarked
package io.hopguard.benchmarks.outage;

import org.jspecify.annotations.NullMarked;
