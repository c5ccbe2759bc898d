/** Turning bodies into values and back. */
@NullMarked
package io.hopguard.client.codec;

import org.jspecify.annotations.NullMarked;
