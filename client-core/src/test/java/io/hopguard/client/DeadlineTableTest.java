package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Every phase in which a call can hang, in every way to make it: the deadline, an interrupt and a cancelled future end it
 * there and then, name the phase, and leave no connection behind. Each cell is many callers at once; the times are those of
 * the worst of them.
 */
@Timeout(60)
class DeadlineTableTest {
    private static final int CALLERS = 12;
    private static final Duration TOTAL = Duration.ofMillis(250);
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What is promised, and how often a busy machine may be asked again. */
    private static final long WORST_MILLIS = 50;

    private static final int ROUNDS = 4;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final List<String> TABLE = new ArrayList<>();

    /** How the call is made. */
    enum Use {
        BLOCKING,
        ASYNC,
        STREAMING
    }

    /**
     * How one call ended.
     *
     * @param lateNanos how long after it was due, as far as the caller knows
     * @param beganNanos how long before what the caller takes for the beginning it may have begun
     */
    private record End(@Nullable Throwable failure, long lateNanos, long beganNanos, boolean interrupted) {}

    static Stream<Arguments> cells() {
        return Arrays.stream(Stall.values())
                .flatMap(stall -> Arrays.stream(Use.values())
                        .filter(use -> use != Use.STREAMING || stall.phase != Phase.DECODE)
                        .map(use -> Arguments.of(stall, use)));
    }

    @BeforeAll
    static void warmUp() throws Exception {
        for (Stall stall : List.of(Stall.SILENT_SERVER, Stall.DRIPPED_GZIP, Stall.SLOW_DECODER)) {
            try (Stall.Scene scene = stall.scene(TOTAL, CALLERS)) {
                all(scene, () -> timed(scene, Use.BLOCKING, TOTAL));
            }
        }
    }

    @AfterAll
    static void tell() throws IOException {
        THREADS.shutdownNow();
        Path table = Path.of("target", "deadline-table.txt");
        Files.write(table, TABLE.stream().sorted().toList());
        LoggerFactory.getLogger("figures").info("{} cells, worst of {} callers each: {}", TABLE.size(), CALLERS, table);
    }

    /** A back-off that the deadline would end is not begun. */
    static Stream<Arguments> deadlines() {
        return cells().filter(cell -> cell.get()[0] != Stall.LONG_BACK_OFF);
    }

    @ParameterizedTest
    @MethodSource("deadlines")
    void theDeadlineEndsTheCallInItsPhase(Stall stall, Use use) throws Exception {
        long worstNanos = Long.MAX_VALUE;
        Set<Phase> phases = Set.of();
        // A server that found no processor in time lets the deadline meet a call in an earlier phase.
        for (int round = 0;
                round < ROUNDS
                        && (worstNanos > WORST_MILLIS * 1_000_000
                                || !stall.phases().containsAll(phases));
                round++) {
            try (Stall.Scene scene = stall.scene(TOTAL, CALLERS)) {
                List<End> ends = all(scene, () -> timed(scene, use, TOTAL));
                phases = EnumSet.noneOf(Phase.class);
                for (End end : ends) {
                    assertThat(end.failure).isInstanceOf(DeadlineExceededException.class);
                    phases.add(((HopguardException) end.failure).phase());
                    assertThat(end.lateNanos)
                            .as("ended before its time")
                            .isGreaterThan(-stall.earlyNanos() - end.beganNanos);
                }
                worstNanos = ends.stream().mapToLong(End::lateNanos).max().orElseThrow();
            }
        }
        TABLE.add(String.format(
                "deadline  %-22s %-10s worst of %d: %5.1f ms late", stall, use, CALLERS, worstNanos / 1e6));
        assertThat(worstNanos / 1_000_000).isLessThanOrEqualTo(WORST_MILLIS);
        assertThat(phases).isSubsetOf(stall.phases());
    }

    @ParameterizedTest
    @MethodSource("cells")
    void anInterruptOrACancelledFutureEndsTheCallAndLeavesNothingBehind(Stall stall, Use use) throws Exception {
        long worstNanos = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS && worstNanos > 2 * WORST_MILLIS * 1_000_000; round++) {
            try (Stall.Scene scene = stall.scene(LONG, CALLERS)) {
                List<End> ends = use == Use.ASYNC
                        ? all(scene, () -> cancelled(scene))
                        : all(scene, () -> interrupted(scene, use));
                assertThat(ends)
                        .allSatisfy(end -> assertThat(end.failure)
                                .isInstanceOfAny(
                                        CallCancelledException.class,
                                        java.util.concurrent.CancellationException.class));
                assertThat(ends).as("the interrupt is kept").allMatch(end -> end.interrupted == (use != Use.ASYNC));
                worstNanos = ends.stream().mapToLong(End::lateNanos).max().orElseThrow();
            }
        }
        TABLE.add(String.format(
                "interrupt %-22s %-10s worst of %d: %5.1f ms late", stall, use, CALLERS, worstNanos / 1e6));
        assertThat(worstNanos / 1_000_000).isLessThanOrEqualTo(2 * WORST_MILLIS);
    }

    /** All callers at once; afterwards no connection is in use. */
    private static List<End> all(Stall.Scene scene, java.util.concurrent.Callable<End> caller) throws Exception {
        List<End> ends = new ArrayList<>();
        for (Future<End> end : THREADS.invokeAll(java.util.Collections.nCopies(CALLERS, caller))) {
            ends.add(end.get());
        }
        for (int i = 0; i < 100 && scene.leased() > 0; i++) {
            Thread.sleep(5); // an asynchronous call's thread may still be on its way out
        }
        assertThat(scene.leased()).as("connections in use").isZero();
        return ends;
    }

    private static End timed(Stall.Scene scene, Use use, Duration total) {
        long asked = System.nanoTime();
        long[] start = {asked};
        Throwable failure = failure(() -> make(scene, use, total, start));
        return new End(failure, System.nanoTime() - start[0] - total.toNanos(), start[0] - asked, false);
    }

    private static Object make(Stall.Scene scene, Use use, Duration total, long[] start) {
        RequestSpec spec = scene.request();
        return switch (use) {
            case BLOCKING -> spec.fetch(Object.class);
            case ASYNC -> Mode.ASYNC.fetch(spec, Object.class);
            case STREAMING -> {
                try (StreamedResponse response = spec.stream(total)) {
                    start[0] = System.nanoTime(); // the stream's limit begins with its head
                    yield response.body().readAllBytes();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static End interrupted(Stall.Scene scene, Use use) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            begun.countDown();
            failure.complete(failure(() -> make(scene, use, LONG, new long[1])));
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        begun.await();
        Thread.sleep(60);
        long start = System.nanoTime();
        caller.interrupt();
        Throwable how = failure.get(30, TimeUnit.SECONDS);
        return new End(how, System.nanoTime() - start, 0, flag.get());
    }

    private static End cancelled(Stall.Scene scene) throws Exception {
        CompletableFuture<Object> future = scene.request().fetchAsync(Object.class);
        Thread.sleep(60);
        long start = System.nanoTime();
        future.cancel(true);
        while (scene.underWay() > 0 && System.nanoTime() - start < 10_000_000_000L) {
            Thread.sleep(1);
        }
        return new End(failure(future::join), System.nanoTime() - start, 0, false);
    }

    private static @Nullable Throwable failure(java.util.concurrent.Callable<?> call) {
        try {
            call.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }
}
