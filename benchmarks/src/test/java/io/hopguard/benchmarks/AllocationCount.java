package io.hopguard.benchmarks;

import com.sun.management.ThreadMXBean;
import io.hopguard.client.LayerBenchmark;
import io.hopguard.client.RefusalBenchmark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * Prints how many bytes the calling thread allocates for a call, of each kind. A program, because what a JVM allocates goes by
 * what its compiler has seen before, and this one is to see nothing else.
 */
final class AllocationCount {
    private static final int CALLS = 2_000;
    private static final int STEADY_ROUNDS = 30;
    private static final int MOST_ROUNDS = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationCount() {}

    /** Counts one kind of call, so that each has a compiler of its own. */
    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "layer" -> layer();
            case "refused" -> refused();
            case "loopback" -> loopback();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void layer() {
        LayerBenchmark benchmark = new LayerBenchmark();
        benchmark.open();
        print(benchmark::withMeters);
        benchmark.close();
    }

    private static void refused() {
        RefusalBenchmark benchmark = new RefusalBenchmark();
        benchmark.open();
        print(benchmark::refused);
        benchmark.close();
    }

    private static void loopback() throws IOException {
        GetBenchmark benchmark = new GetBenchmark();
        benchmark.open();
        print(benchmark::hopguard);
        benchmark.close();
    }

    private static void print(Supplier<?> call) {
        System.out.println(bytesPerCall(call));
    }

    /** The least of many rounds, as soon as it stays: before that, the compiler is still at work. */
    private static long bytesPerCall(Supplier<?> call) {
        long least = Long.MAX_VALUE;
        int steady = 0;
        for (int round = 0; round < MOST_ROUNDS && steady < STEADY_ROUNDS; round++) {
            long bytes = bytesOfRound(call) / CALLS;
            steady = bytes < least ? 0 : steady + 1;
            least = Math.min(least, bytes);
        }
        return least;
    }

    private static long bytesOfRound(Supplier<?> call) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        for (int i = 0; i < CALLS; i++) {
            if (call.get() == null) {
                throw new IllegalStateException("a call without a result");
            }
        }
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
