/** The parts every stage shares: the stage itself, the exchange, time, waiting, cancelling, classifying. */
@NullMarked
package io.hopguard.client.internal.kernel;

import org.jspecify.annotations.NullMarked;
