/** The same outage as the live one in virtual time, with the policies of the clients that are compared. */
@NullMarked
package io.hopguard.benchmarks.rehearsal;

import org.jspecify.annotations.NullMarked;
