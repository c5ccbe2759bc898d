package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalBenchmarkTest {
    @Test
    void theCallIsRefusedWithoutAStackTraceAndNamesWhatOpenedTheBreaker() {
        RefusalBenchmark benchmark = new RefusalBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.refused().getStackTrace()).isEmpty();
            assertThat(benchmark.refused()).hasMessageContaining("503").hasMessageContaining("/orders/{id}");
        } finally {
            benchmark.close();
        }
    }
}
