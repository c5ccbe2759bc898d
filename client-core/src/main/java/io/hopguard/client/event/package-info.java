/**
 * What happens to calls, as values: what a {@link io.hopguard.client.extend.CallListener} is told. Events hold no header, no
 * body and no query value, so that thousands of them may be kept, logged or sent elsewhere.
 */
@NullMarked
package io.hopguard.client.event;

import org.jspecify.annotations.NullMarked;
