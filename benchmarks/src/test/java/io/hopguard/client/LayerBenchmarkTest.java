package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerBenchmarkTest {
    @Test
    void allClientsHandOutTheAnswerAtHand() {
        LayerBenchmark benchmark = new LayerBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.withDefaults())
                    .isNotEmpty()
                    .isEqualTo(benchmark.withMeters())
                    .isEqualTo(benchmark.withObservationsThatNobodyHears())
                    .isEqualTo(benchmark.withSpans());
        } finally {
            benchmark.close();
        }
    }
}
