/** What cannot be told as time per call: an outage, and a crowd. */
@NullMarked
package io.hopguard.benchmarks.live;

import org.jspecify.annotations.NullMarked;
