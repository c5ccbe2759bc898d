package io.hopguard.benchmarks;

import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Time;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs a call to be watched over, with others under way: by the reaper, and by the timer task for each call that it
 * takes the place of. Each call is a new object, as in life; {@link #callAlone} is what that costs by itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class DeadlineCostBenchmark {
    private static final long TOTAL_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(1);

    @Param({"0", "64"})
    public int underWay;

    private DeadlineReaper reaper;
    private ScheduledThreadPoolExecutor timer;

    @Setup
    public void open() {
        reaper = new DeadlineReaper(Time.SYSTEM, "benchmark");
        reaper.start();
        timer = new ScheduledThreadPoolExecutor(1);
        timer.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < underWay; i++) {
            reaper.watch(call(NEVER_NANOS));
            timer.schedule(() -> {}, NEVER_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    @TearDown
    public void close() {
        reaper.close();
        timer.shutdownNow();
    }

    private static CallControl call(long totalNanos) {
        long now = System.nanoTime();
        return new CallControl(totalNanos, System::nanoTime, now);
    }

    @Benchmark
    public CallControl callAlone() {
        return call(TOTAL_NANOS);
    }

    @Benchmark
    public CallControl watchAndForget() {
        CallControl call = call(TOTAL_NANOS);
        reaper.watch(call);
        reaper.forget(call);
        return call;
    }

    @Benchmark
    public CallControl scheduleAndCancel() {
        CallControl call = call(TOTAL_NANOS);
        Future<?> task = timer.schedule(() -> call.end(CallControl.End.DEADLINE), TOTAL_NANOS, TimeUnit.NANOSECONDS);
        task.cancel(false);
        return call;
    }
}
