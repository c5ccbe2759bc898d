/** Deadlines, and how what is left of one is told to the next hop. */
@NullMarked
package io.hopguard.client.budget;

import org.jspecify.annotations.NullMarked;
