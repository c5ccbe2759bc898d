package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerBenchmarkTest {
    @Test
    void bothClientsHandOutTheAnswerAtHand() {
        LayerBenchmark benchmark = new LayerBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.withDefaults()).isNotEmpty().isEqualTo(benchmark.withMeters());
        } finally {
            benchmark.close();
        }
    }
}
