package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.peer.Site;
import io.hopguard.benchmarks.outage.upstream.Behaviour;
import io.hopguard.benchmarks.outage.upstream.Counted;
import io.hopguard.benchmarks.outage.upstream.Server;
import io.hopguard.benchmarks.outage.upstream.Upstream;
import io.hopguard.benchmarks.outage.upstream.Wire;
import io.hopguard.benchmarks.outage.world.SimulatedTime;
import io.hopguard.benchmarks.outage.world.World;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Where a scene is built for one run: everything with chance of its own, in the order in which it is asked for. */
final class Stage {
    private final World world;
    private final SimulatedTime time;
    private final SplittableRandom random;
    private final Tally tally;
    private final Function<Site, Policy> client;

    Stage(World world, SplittableRandom random, Tally tally, Function<Site, Policy> client) {
        this.world = world;
        this.time = new SimulatedTime(world);
        this.random = random;
        this.tally = tally;
        this.client = client;
    }

    World world() {
        return world;
    }

    Server server(Server.Capacity capacity, Behaviour behaviour) {
        return new Server(world, capacity, behaviour, random.split());
    }

    /** The upstream on which load and work are measured. */
    Upstream counted(Upstream upstream) {
        return new Counted(world, tally, upstream);
    }

    /** A client of the kind that this run is about. */
    Policy clientOf(Upstream upstream) {
        return client.apply(new Site(world, time, new Wire(world, upstream), random.split()));
    }
}
