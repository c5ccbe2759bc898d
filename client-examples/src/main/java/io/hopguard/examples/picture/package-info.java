/** Draws what a client's meters said in the course of time. */
@NullMarked
package io.hopguard.examples.picture;

import org.jspecify.annotations.NullMarked;
