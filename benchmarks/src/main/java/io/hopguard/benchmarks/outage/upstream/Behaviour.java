package io.hopguard.benchmarks.outage.upstream;

import java.util.random.RandomGenerator;

/** How a server reacts. */
@FunctionalInterface
public interface Behaviour {
    Reaction react(long nowNanos, RandomGenerator random);

    /** Good answers after about this long, give or take 30 %; one of a hundred takes five times as long. */
    static Behaviour healthy(long millis) {
        return (now, random) -> {
            double spread = 0.7 + 0.6 * random.nextDouble();
            double tail = random.nextDouble() < 0.01 ? 5 : 1;
            return new Reaction(200, (long) (millis * 1_000_000 * spread * tail));
        };
    }

    /** Always the same. */
    static Behaviour always(Reaction reaction) {
        return (now, random) -> reaction;
    }

    /** One for this share of the requests, drawn by lot, and another for the rest. */
    static Behaviour mixed(double share, Behaviour some, Behaviour others) {
        return (now, random) -> (random.nextDouble() < share ? some : others).react(now, random);
    }

    /** Another one in a part of the time. */
    default Behaviour but(Span span, Behaviour then) {
        return (now, random) -> (span.contains(now) ? then : this).react(now, random);
    }
}
