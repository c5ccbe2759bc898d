package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.World;
import java.util.function.LongFunction;

/** A service that answers with what its own client got: a thread for each request, and 503 where that call failed. */
public final class Service implements Upstream {
    private static final long OWN_WORK_NANOS = 2_000_000;

    private final World world;
    private final LongFunction<Answer> client;

    /**
     * Makes one.
     *
     * @param client makes a call, given the time that the request says there is
     */
    public Service(World world, LongFunction<Answer> client) {
        this.world = world;
        this.client = client;
    }

    @Override
    public void receive(Delivery request) {
        world.begin(world.nanos(), request.call(), () -> {
            long told = request.toldNanos();
            world.sleep(OWN_WORK_NANOS);
            Answer answer = client.apply(told == Delivery.UNTOLD ? told : told - OWN_WORK_NANOS);
            request.answer(answer.ok() ? answer : Answer.of(503));
        });
    }
}
