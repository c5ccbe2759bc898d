package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.World;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.random.RandomGenerator;

/**
 * A server with so many threads and a queue before them. First come, first served, whether or not the client still waits.
 */
public final class Server implements Upstream {
    /** As good as no limit. */
    public static final int MANY = 1_000_000;

    private static final long REFUSAL_NANOS = 1_000_000;

    /**
     * How much it can do.
     *
     * @param atOnce requests that are worked on
     * @param queued requests that wait for that
     * @param full the status for all others
     */
    public record Capacity(int atOnce, int queued, int full) {
        public static final Capacity UNLIMITED = new Capacity(MANY, 0, 503);
    }

    private final World world;
    private final Capacity capacity;
    private final Behaviour behaviour;
    private final RandomGenerator random;
    private final Queue<Delivery> queue = new ArrayDeque<>();
    private int busy;

    public Server(World world, Capacity capacity, Behaviour behaviour, RandomGenerator random) {
        this.world = world;
        this.capacity = capacity;
        this.behaviour = behaviour;
        this.random = random;
    }

    @Override
    public void receive(Delivery request) {
        if (busy < capacity.atOnce) {
            work(request);
        } else if (queue.size() < capacity.queued) {
            queue.add(request);
        } else {
            world.at(world.nanos() + REFUSAL_NANOS, () -> request.answer(Answer.of(capacity.full)));
        }
    }

    private void work(Delivery request) {
        Reaction reaction = behaviour.react(world.nanos(), random);
        if (reaction.equals(Reaction.SILENCE)) {
            return;
        }
        busy++;
        world.at(world.nanos() + reaction.nanos(), () -> {
            busy--;
            request.answer(new Answer(reaction.status(), reaction.nanos()));
            Delivery next = queue.poll();
            if (next != null) {
                work(next);
            }
        });
    }
}
