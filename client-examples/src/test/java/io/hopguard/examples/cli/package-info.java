@NullMarked
package io.hopguard.examples.cli;

import org.jspecify.annotations.NullMarked;
