/** JMH benchmarks: what the client costs, measured. */
@NullMarked
package io.hopguard.benchmarks;

import org.jspecify.annotations.NullMarked;
