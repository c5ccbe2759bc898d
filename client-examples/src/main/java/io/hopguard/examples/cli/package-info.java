/** The {@code hopguard} command line program. */
@NullMarked
package io.hopguard.examples.cli;

import org.jspecify.annotations.NullMarked;
