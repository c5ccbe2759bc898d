package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Wire;
import io.hopguard.benchmarks.outage.world.SimulatedTime;
import io.hopguard.benchmarks.outage.world.World;
import java.util.random.RandomGenerator;

/**
 * Where a client lives.
 *
 * @param world whose time it is
 * @param time the same, as Hopguard sees it
 * @param wire to its upstream
 * @param random chance of its own
 */
public record Site(World world, SimulatedTime time, Wire wire, RandomGenerator random) {}
