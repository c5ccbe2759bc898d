package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** An engine that could not be built as a whole leaves nothing behind, and nobody has heard of it. */
class UnfinishedEngineTest {
    /** A machine that has no thread left for the reaper. */
    private static final class Exhausted implements Time {
        @Override
        public long nanos() {
            return SYSTEM.nanos();
        }

        @Override
        public long epochMillis() {
            return SYSTEM.epochMillis();
        }

        @Override
        public void park(long nanos) {
            SYSTEM.park(nanos);
        }

        @Override
        public boolean acquire(Semaphore permits, long nanos) {
            return SYSTEM.acquire(permits, nanos);
        }

        @Override
        public boolean passesByItself() {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }

    private static boolean sweeps(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("hopguard-sweeper-" + name));
    }

    private static void awaitNoSweeper(String name) throws InterruptedException {
        for (int i = 0; i < 2_000 && sweeps(name); i++) {
            Thread.sleep(5);
        }
        assertThat(sweeps(name)).as("a thread of the pool is left").isFalse();
    }

    @Test
    void aClientThatCannotBeBuiltLeavesNeitherThreadsNorMeters() throws InterruptedException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ResilientClientBuilder builder = ResilientClient.builder()
                .name("stillborn")
                .meterRegistry(registry)
                .internals(new Exhausted(), () -> 0.5, null);
        assertThatThrownBy(builder::build).isInstanceOf(OutOfMemoryError.class);
        assertThat(registry.getMeters()).isEmpty();
        awaitNoSweeper("stillborn");
    }

    @Test
    void aChangeThatFailsLeavesTheClientAndItsMetersAsTheyWere() throws InterruptedException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Rig rig = new Rig()
                .with(b -> b.name("steady").meterRegistry(registry).bulkhead(k -> k.maxConcurrentCalls(7)))
                .then(answers(200));
        ResilientClient client = rig.client();
        CheckedSettings next = rig.builder()
                .bulkhead(k -> k.maxConcurrentCalls(9))
                .internals(new Exhausted(), () -> 0.5, null)
                .check();
        assertThatThrownBy(() -> client.reconfigure(next)).isInstanceOf(OutOfMemoryError.class);
        awaitNoSweeper("steady");
        assertThat(registry.get("hopguard.client.bulkhead.max").gauge().value()).isEqualTo(7);
        assertThat(registry.find("hopguard.client.pool.connections").gauge())
                .as("of a pool that there is not")
                .isNull();
        assertThat(client.enginesAlive()).isOne();
        assertThat(client.get("/orders").send().status()).isEqualTo(200);
    }

    @Test
    void aWindowThatWouldNotFitIntoMemoryIsRefused() {
        ResilientClientBuilder builder =
                new Rig().builder().circuitBreaker(c -> c.enabled(true).slidingWindowSize(1_000_001));
        assertThatThrownBy(builder::check)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("circuitBreaker.slidingWindowSize is 1000001; must be at most 1000000");
    }
}
