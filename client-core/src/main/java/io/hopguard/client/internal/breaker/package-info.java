/** The circuit breaker's port and the state machine of resilience4j behind it. */
@NullMarked
package io.hopguard.client.internal.breaker;

import org.jspecify.annotations.NullMarked;
