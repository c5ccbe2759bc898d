package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.Call;
import io.hopguard.benchmarks.outage.world.World;

/** Counts what reaches an upstream, and what it costs. */
public final class Counted implements Upstream {
    /** Is told. */
    public interface Counter {
        void arrived(Call call, long nowNanos);

        void answered(Call call, Answer answer);
    }

    private final World world;
    private final Counter counter;
    private final Upstream counted;

    public Counted(World world, Counter counter, Upstream counted) {
        this.world = world;
        this.counter = counter;
        this.counted = counted;
    }

    @Override
    public void receive(Delivery request) {
        counter.arrived(request.call(), world.nanos());
        counted.receive(request.answeredTo(answer -> {
            counter.answered(request.call(), answer);
            request.answer(answer);
        }));
    }
}
