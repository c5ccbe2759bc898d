/** What a user configures, with its defaults and limits. */
@NullMarked
package io.hopguard.client.policy;

import org.jspecify.annotations.NullMarked;
