/** Observations of calls and attempts, and the header fields that take a trace to the next hop. */
@NullMarked
package io.hopguard.client.internal.trace;

import org.jspecify.annotations.NullMarked;
