/** The client: {@link io.hopguard.client.ResilientClient}, its builder, and {@code Pipeline}, the table of contents of everything below. */
@NullMarked
package io.hopguard.client;

import org.jspecify.annotations.NullMarked;
