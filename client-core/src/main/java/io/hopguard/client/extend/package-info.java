/** Where a user's own code takes part in a call: interceptors and listeners. */
@NullMarked
package io.hopguard.client.extend;

import org.jspecify.annotations.NullMarked;
