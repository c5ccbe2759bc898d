package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.Signal;
import io.hopguard.benchmarks.outage.world.World;

/** A client's way to its upstream. It has the same limits for all clients, which is to say none. */
public final class Wire {
    private final World world;
    private final Upstream upstream;

    public Wire(World world, Upstream upstream) {
        this.world = world;
        this.upstream = upstream;
    }

    /** Sends a request, and waits for the answer at most this long. */
    public Answer send(long limitNanos) {
        return send(limitNanos, Delivery.UNTOLD);
    }

    /** Sends a request that tells how much time there is, and waits for the answer at most this long. */
    public Answer send(long limitNanos, long toldNanos) {
        if (limitNanos <= 0) {
            return Answer.of(Answer.TIMED_OUT);
        }
        Signal signal = world.signal();
        Answer[] received = new Answer[1];
        long until = world.nanos() + limitNanos;
        upstream.receive(new Delivery(world.call(), toldNanos, answer -> {
            if (world.nanos() < until) {
                received[0] = answer;
                signal.fire();
            }
        }));
        // Nobody tells the upstream that its client has gone: over HTTP/1.1 it would not look before it answers.
        world.await(signal, until);
        Answer answer = received[0] == null ? Answer.of(Answer.TIMED_OUT) : received[0];
        if (answer.ok() && answer.workNanos() > 0) {
            world.call().livesOn(answer.workNanos());
        }
        return answer;
    }
}
