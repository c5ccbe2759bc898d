/** The soak: a million calls against a server that fails on purpose, and what must hold afterwards. */
@NullMarked
package io.hopguard.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
