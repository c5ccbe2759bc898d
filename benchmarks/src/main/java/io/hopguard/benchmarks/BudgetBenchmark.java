package io.hopguard.benchmarks;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.internal.retry.RetryTokens;
import io.hopguard.client.policy.RetryBudgetPolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The two budgets: what retries may add for a target, and the time that the next hop is told. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BudgetBenchmark {
    private static final long LEFT_NANOS = TimeUnit.MILLISECONDS.toNanos(2_750);

    private final RetryTokens full = new RetryTokens(RetryBudgetPolicy.builder().build(), exhausted -> {});
    private final RetryTokens used =
            new RetryTokens(RetryBudgetPolicy.builder().ratio(1).build(), exhausted -> {});

    @Benchmark
    public void depositIntoAFullBudget() {
        full.deposit();
    }

    @Benchmark
    public boolean depositAndWithdraw() {
        used.deposit();
        return used.withdraw();
    }

    @Benchmark
    public String headerOfOurs() {
        return BudgetHeader.X_TIMEOUT_BUDGET_MS.encode(LEFT_NANOS);
    }

    @Benchmark
    public String headerOfGrpc() {
        return BudgetHeader.GRPC_TIMEOUT.encode(LEFT_NANOS);
    }

    @Benchmark
    public long headerRead() {
        return BudgetHeader.X_TIMEOUT_BUDGET_MS.decode("2750");
    }
}
