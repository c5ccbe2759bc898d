/** Cookies in memory, as RFC 6265 has them. */
@NullMarked
package io.hopguard.client.internal.cookie;

import org.jspecify.annotations.NullMarked;
