/** Retry decisions as values: no sleeping, no I/O. */
@NullMarked
package io.hopguard.client.internal.retry;

import org.jspecify.annotations.NullMarked;
