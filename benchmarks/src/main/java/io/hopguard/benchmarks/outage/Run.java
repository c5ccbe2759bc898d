package io.hopguard.benchmarks.outage;

import io.hopguard.benchmarks.outage.peer.Policy;
import io.hopguard.benchmarks.outage.upstream.Answer;
import io.hopguard.benchmarks.outage.upstream.Delivery;
import io.hopguard.benchmarks.outage.world.Call;
import io.hopguard.benchmarks.outage.world.World;
import java.util.SplittableRandom;

/** One scenario with one kind of client. */
final class Run {
    static final long SEED = 20_261_121;

    private Run() {}

    /** The same scenario, client and seed always have the same figures; all clients of a scenario meet the same calls. */
    static Figures of(Scenario scenario, Row row, long seed) {
        SplittableRandom random = new SplittableRandom(seed + scenario.name().hashCode());
        World world = new World();
        Tally tally = new Tally(scenario.measured(), scenario.seconds());
        SplittableRandom arrivals = random.split();
        Policy policy = scenario.scene().build(new Stage(world, random, tally, row.client()));
        for (long start : scenario.arrivals().nanos(arrivals, scenario.endNanos())) {
            Call call = new Call(start);
            tally.began(call);
            world.begin(start, call, () -> {
                Answer answer = policy.call(Delivery.UNTOLD);
                long took = world.nanos() - call.startNanos();
                call.end(world.nanos(), answer.ok() && took <= Policy.TOTAL_NANOS);
            });
        }
        world.run();
        return Figures.of(scenario, tally);
    }
}
