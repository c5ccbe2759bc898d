package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainHopBenchmarkTest {
    @Test
    void theAnswerComesThroughAllHopsUntouched() {
        ChainHopBenchmark benchmark = new ChainHopBenchmark();
        assertThat(benchmark.eightHops()).isSameAs(benchmark.noHop());
    }
}
