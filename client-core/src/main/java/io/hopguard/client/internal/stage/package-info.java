/** The links of the pipeline, one class each. */
@NullMarked
package io.hopguard.client.internal.stage;

import org.jspecify.annotations.NullMarked;
