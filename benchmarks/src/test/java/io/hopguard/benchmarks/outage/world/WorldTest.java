package io.hopguard.benchmarks.outage.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorldTest {
    private static final Call ANY = new Call(0);

    private final World world = new World();
    private final List<String> seen = new ArrayList<>();

    private void see(String what) {
        seen.add(what + " at " + world.nanos());
    }

    @Test
    void tasksTakeTurnsInTheOrderOfTime() {
        for (String name : List.of("a", "b")) {
            world.begin(name.equals("a") ? 1 : 2, ANY, () -> {
                see(name);
                world.sleep(10);
                see(name);
            });
        }
        world.at(5, () -> see("action"));

        world.run();

        assertThat(seen).containsExactly("a at 1", "b at 2", "action at 5", "a at 11", "b at 12");
    }

    @Test
    void whatHappensAtOneTimeHappensInTheOrderInWhichItWasMade() {
        for (int i = 0; i < 100; i++) {
            int number = i;
            world.begin(7, ANY, () -> {
                world.sleep(3);
                see("" + number);
            });
        }

        world.run();

        assertThat(seen).hasSize(100).startsWith("0 at 10", "1 at 10").endsWith("99 at 10");
    }

    @Test
    void aSignalEndsAWaitEarlyAndOnlyOnce() {
        Signal signal = world.signal();
        world.begin(0, ANY, () -> {
            see("fired " + world.await(signal, 100));
            see("late " + world.await(world.signal(), 50));
        });
        world.at(20, signal::fire);
        world.at(30, signal::fire);

        world.run();

        assertThat(seen).containsExactly("fired true at 20", "late false at 50");
    }

    @Test
    void permitsGoToThoseWhoWaitInTheOrderOfTheirCalls() {
        SimulatedTime time = new SimulatedTime(world);
        Semaphore one = new Semaphore(1);
        for (String name : List.of("a", "b", "c")) {
            world.begin(0, ANY, () -> {
                // In slices, as the client waits.
                while (!one.tryAcquire() && !time.acquire(one, 30)) {
                    see(name + " waits on");
                }
                world.sleep(100);
                one.release();
                see(name);
            });
        }

        world.run();

        assertThat(seen)
                .filteredOn(what -> !what.contains("waits on"))
                .containsExactly("a at 100", "b at 200", "c at 300");
    }

    @Test
    void everyThreadIsLetGoInTheEnd() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            world.begin(0, ANY, () -> {
                threads.add(Thread.currentThread());
                world.sleep(1);
            });
        }

        world.run();

        for (Thread thread : threads) {
            thread.join();
            assertThat(thread.isAlive()).isFalse();
        }
        assertThat(threads).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void whatATaskThrowsEndsTheWorld() {
        world.begin(3, ANY, () -> {
            throw new IllegalArgumentException("bad");
        });
        world.begin(4, ANY, () -> see("never"));

        assertThatThrownBy(world::run).hasMessageContaining("at 3 ns").hasRootCauseMessage("bad");
        assertThat(seen).isEmpty();
    }
}
