package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;
import io.hopguard.benchmarks.outage.upstream.Delivery;
import io.hopguard.benchmarks.outage.upstream.Service;
import io.hopguard.benchmarks.outage.upstream.Upstream;
import io.hopguard.benchmarks.outage.upstream.Wire;
import io.hopguard.benchmarks.outage.world.Call;
import io.hopguard.benchmarks.outage.world.SimulatedTime;
import io.hopguard.benchmarks.outage.world.World;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Small worlds. */
final class Layers {
    private Layers() {}

    /** One call through so many services, each with such a client, to an upstream that always fails. */
    static int requestsAtTheBottom(int layers, Function<Site, Policy> client) {
        World world = new World();
        int[] requests = new int[1];
        Upstream upstream = request -> {
            requests[0]++;
            world.at(world.nanos() + 1, () -> request.answer(Answer.of(503)));
        };
        Policy policy = client.apply(site(world, upstream));
        for (int layer = 2; layer <= layers; layer++) {
            policy = client.apply(site(world, new Service(world, policy::call)));
        }
        Policy top = policy;
        world.begin(0, new Call(0), () -> top.call(Delivery.UNTOLD));
        world.run();
        return requests[0];
    }

    /** How many requests one call makes of an upstream that answers these, and then the last one again and again. */
    static int requestsOfOneCall(List<Answer> answers, Function<Site, Policy> client) {
        World world = new World();
        int[] requests = new int[1];
        Upstream upstream = request -> {
            Answer answer = answers.get(Math.min(requests[0]++, answers.size() - 1));
            world.at(world.nanos() + 1, () -> request.answer(answer));
        };
        Policy policy = client.apply(site(world, upstream));
        world.begin(0, new Call(0), () -> policy.call(Delivery.UNTOLD));
        world.run();
        return requests[0];
    }

    private static Site site(World world, Upstream upstream) {
        return new Site(world, new SimulatedTime(world), new Wire(world, upstream), new SplittableRandom(1));
    }
}
