package io.hopguard.benchmarks;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.RetryAfter;
import io.hopguard.client.internal.kernel.Classifier;
import io.hopguard.client.internal.retry.RetryDecider;
import io.hopguard.client.internal.retry.RetryDecision;
import io.hopguard.client.internal.retry.RetryTokens;
import io.hopguard.client.policy.RetryBudgetPolicy;
import io.hopguard.client.policy.RetryPolicy;
import java.time.Duration;
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

/** What it costs to classify an outcome and to decide on it, the pause before a retry included. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RetryDecisionBenchmark {
    private static final double CHANCE = 0.5;
    private static final long REMAINING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RetryPolicy policy = RetryPolicy.builder().build();
    private final Classifier classifier = new Classifier(policy.statuses());
    private final RetryDecider decider = new RetryDecider(policy, Deadline.saturatedNanos(Duration.ofMillis(10)));
    private final RetryTokens tokens =
            new RetryTokens(RetryBudgetPolicy.builder().off().build(), exhausted -> {});
    private final Request request =
            Request.builder("GET", "http://localhost/orders/42").build();
    private final Response good = Response.of(200, Headers.empty(), new byte[0]);
    private final Response bad = Response.of(503, Headers.empty(), new byte[0]);
    private final Response final404 = Response.of(404, Headers.empty(), new byte[0]);

    private RetryDecision decide(Response response) {
        RetryDecider.Outcome outcome = new RetryDecider.Outcome(classifier.of(request, response), 1, RetryAfter.ABSENT);
        return decider.decide(request, outcome, REMAINING_NANOS, CHANCE, tokens);
    }

    @Benchmark
    public RetryDecision success() {
        return decide(good);
    }

    @Benchmark
    public RetryDecision retried() {
        return decide(bad);
    }

    @Benchmark
    public RetryDecision accepted() {
        return decide(final404);
    }
}
