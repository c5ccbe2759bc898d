/** The servers that the client is measured against, each in a process of its own. */
@NullMarked
package io.hopguard.benchmarks.server;

import org.jspecify.annotations.NullMarked;
