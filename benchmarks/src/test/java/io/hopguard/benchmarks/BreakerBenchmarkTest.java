package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerBenchmarkTest {
    @Test
    void theClosedBreakerPermitsAndTheOpenOneDoesNot() {
        BreakerBenchmark benchmark = new BreakerBenchmark();
        assertThat(benchmark.askedAndAnswered()).isNotNull();
        assertThat(benchmark.refused()).isNull();
    }
}
