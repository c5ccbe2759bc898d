/** Turns the results of the comparison with the peers into the tables of the documents. */
@NullMarked
package io.hopguard.benchmarks.report;

import org.jspecify.annotations.NullMarked;
