/** The client beside its peers: the same GET and the same POST, each client set up as its own documentation says. */
@NullMarked
package io.hopguard.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
