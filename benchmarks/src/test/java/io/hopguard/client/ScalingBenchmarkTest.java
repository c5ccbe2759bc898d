package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScalingBenchmarkTest {
    @Test
    void eachThreadGetsTheAnswerAtHandFromWhicheverClient() {
        ScalingBenchmark benchmark = new ScalingBenchmark();
        ScalingBenchmark.Shared shared = new ScalingBenchmark.Shared();
        ScalingBenchmark.Own own = new ScalingBenchmark.Own();
        shared.open();
        own.open();
        try {
            assertThat(benchmark.oneThread(shared))
                    .hasSize(1)
                    .isEqualTo(benchmark.twoThreads(shared))
                    .isEqualTo(benchmark.twoThreadsWithAClientEach(own));
        } finally {
            shared.close();
            own.close();
        }
    }
}
