package io.hopguard.benchmarks.outage.upstream;

import io.hopguard.benchmarks.outage.world.World;

/** Gives up on what is behind it after a while, and answers 504; the one behind it goes on working. */
public final class Gateway implements Upstream {
    private final World world;
    private final long timeoutNanos;
    private final Upstream origin;

    public Gateway(World world, long timeoutNanos, Upstream origin) {
        this.world = world;
        this.timeoutNanos = timeoutNanos;
        this.origin = origin;
    }

    @Override
    public void receive(Delivery request) {
        boolean[] answered = new boolean[1];
        origin.receive(request.answeredTo(answer -> first(answered, request, answer)));
        world.at(world.nanos() + timeoutNanos, () -> first(answered, request, Answer.of(504)));
    }

    private static void first(boolean[] answered, Delivery request, Answer answer) {
        if (!answered[0]) {
            answered[0] = true;
            request.answer(answer);
        }
    }
}
