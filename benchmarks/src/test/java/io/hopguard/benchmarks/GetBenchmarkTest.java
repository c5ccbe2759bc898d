package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GetBenchmarkTest {
    @Test
    void bothContestantsReadTheSameBytes() throws IOException {
        GetBenchmark benchmark = new GetBenchmark();
        benchmark.open();
        try {
            assertThat(benchmark.hopguard()).hasSize(73).isEqualTo(benchmark.bareHttpClient());
        } finally {
            benchmark.close();
        }
    }
}
