package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.internal.retry.RetryDecision;
import org.junit.jupiter.api.Test;

class RetryDecisionBenchmarkTest {
    @Test
    void eachOutcomeHasItsDecision() {
        RetryDecisionBenchmark benchmark = new RetryDecisionBenchmark();
        assertThat(benchmark.success()).isEqualTo(new RetryDecision.Accept(null));
        assertThat(benchmark.retried()).isInstanceOf(RetryDecision.Retry.class);
        assertThat(benchmark.accepted()).isEqualTo(new RetryDecision.Accept(null));
    }
}
