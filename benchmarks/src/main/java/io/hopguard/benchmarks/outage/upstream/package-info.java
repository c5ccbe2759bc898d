/** Models of what a client talks to: servers with a script, a balancer, a gateway, and the wire. */
@NullMarked
package io.hopguard.benchmarks.outage.upstream;

import org.jspecify.annotations.NullMarked;
