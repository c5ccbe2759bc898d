/** What a call can fail with: one sealed family of unchecked exceptions that tell the whole story in one line. */
@NullMarked
package io.hopguard.client.error;

import org.jspecify.annotations.NullMarked;
