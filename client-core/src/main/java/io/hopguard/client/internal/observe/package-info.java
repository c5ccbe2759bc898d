/** Events, log lines and timers made from what the pipeline reports. */
@NullMarked
package io.hopguard.client.internal.observe;

import org.jspecify.annotations.NullMarked;
