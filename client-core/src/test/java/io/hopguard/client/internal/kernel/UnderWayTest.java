package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.internal.kernel.DeadlineReaper.Watched;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;

class UnderWayTest {
    private static final int MANY = 500;
    private static final int CALLS = 20_000;
    private static final int ROUNDS = 20_000;

    private final UnderWay underWay = new UnderWay();

    private static CallControl call() {
        return new CallControl(1_000, () -> 0, 0);
    }

    private static Watched stream() {
        return new Watched() {
            @Override
            public void checkAt(long nowNanos) {}

            @Override
            public void end(CallControl.End reason) {}
        };
    }

    private Set<Watched> seen() {
        Set<Watched> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        underWay.forEach(seen::add);
        return seen;
    }

    @Test
    void moreThanThereArePlacesForAreAllWatched() {
        List<Watched> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(i % 2 == 0 ? call() : stream());
        }
        all.forEach(underWay::add);
        assertThat(seen()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(underWay.size()).isEqualTo(MANY);
        all.forEach(underWay::remove);
        assertThat(seen()).isEmpty();
        assertThat(underWay.size()).isZero();
        assertThat(underWay.isEmpty()).isTrue();
    }

    @Test
    void whoLetsGoTwiceLetsNobodyElseGo() {
        CallControl before = call();
        CallControl after = call();
        underWay.add(before);
        underWay.remove(before);
        underWay.add(after);
        underWay.remove(before);
        assertThat(seen()).containsExactly(after);
    }

    @Test
    void threadsEachFindAPlaceAndLeaveIt() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < CALLS; n++) {
                    CallControl call = call();
                    underWay.add(call);
                    underWay.remove(call);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(underWay.isEmpty()).isTrue();
        assertThat(underWay.size()).isZero();
    }

    /** As an asynchronous call does that ends as a stream: a client that is closing must not take it for ended. */
    @Test
    void whatIsHandedFromOneToTheOtherIsNeverMissed() throws InterruptedException {
        Watched future = stream();
        CallControl call = call();
        Watched stream = stream();
        Phaser rounds = new Phaser(2);
        Thread handing = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                underWay.add(future);
                rounds.arriveAndAwaitAdvance();
                underWay.add(call);
                underWay.remove(future);
                underWay.add(stream);
                underWay.remove(call);
                rounds.arriveAndAwaitAdvance();
                underWay.remove(stream);
            }
        });
        handing.start();
        int missed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            rounds.arriveAndAwaitAdvance();
            for (int look = 0; look < 10; look++) {
                missed += underWay.isEmpty() ? 1 : 0;
            }
            rounds.arriveAndAwaitAdvance();
        }
        handing.join();
        assertThat(missed).isZero();
    }
}
