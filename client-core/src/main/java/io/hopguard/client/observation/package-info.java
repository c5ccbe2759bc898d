/** What a client tells Micrometer's Observation API of its calls and attempts, and by which names. */
@NullMarked
package io.hopguard.client.observation;

import org.jspecify.annotations.NullMarked;
