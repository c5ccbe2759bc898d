/** The tokens that calls carry: kept, renewed ahead of their end, and asked for once for all. */
@NullMarked
package io.hopguard.client.internal.auth;

import org.jspecify.annotations.NullMarked;
