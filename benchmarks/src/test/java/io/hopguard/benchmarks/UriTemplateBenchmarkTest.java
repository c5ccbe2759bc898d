package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UriTemplateBenchmarkTest {
    @Test
    void valuesStandInTheirPlaces() {
        UriTemplateBenchmark benchmark = new UriTemplateBenchmark();
        assertThat(benchmark.parsed().variables()).containsExactly("id");
        assertThat(benchmark.oneNumber()).isEqualTo("/orders/42");
        assertThat(benchmark.threeValues()).isEqualTo("/customers/acme/orders/42/items/7");
        assertThat(benchmark.oneValueToEncode()).isEqualTo("/orders/caf%C3%A9%20%2F%20no.%207");
        assertThat(benchmark.withQuery()).isEqualTo("/orders/42?expand=items&limit=100");
    }
}
