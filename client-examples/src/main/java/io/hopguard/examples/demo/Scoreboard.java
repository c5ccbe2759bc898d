package io.hopguard.examples.demo;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects how one contestant's calls went. Thread-safe. */
final class Scoreboard {
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();

    void note(Outcome outcome) {
        outcomes.add(outcome);
        if (outcome.result() == Outcome.Result.RIGHT) {
            succeeded.incrementAndGet();
        }
        ended.incrementAndGet();
    }

    int ended() {
        return ended.get();
    }

    int succeeded() {
        return succeeded.get();
    }

    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }
}
