package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyCodecBenchmarkTest {
    @Test
    void whatIsReadIsWhatIsWritten() throws Exception {
        BodyCodecBenchmark benchmark = new BodyCodecBenchmark();
        assertThat(benchmark.read()).isEqualTo(new BodyCodecBenchmark.Order(42, "acme", List.of(1, 2, 3), 99.5));
        assertThat(new String(benchmark.written(), StandardCharsets.UTF_8)).contains("\"customer\":\"acme\"");
    }
}
