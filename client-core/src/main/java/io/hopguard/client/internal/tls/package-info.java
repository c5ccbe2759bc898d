/** Trust and keys from files, which are read again when they change. */
@NullMarked
package io.hopguard.client.internal.tls;

import org.jspecify.annotations.NullMarked;
