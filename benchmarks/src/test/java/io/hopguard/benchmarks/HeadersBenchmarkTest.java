package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersBenchmarkTest {
    @Test
    void fieldsAreFoundAndMergedAsTheyAreInACall() {
        HeadersBenchmark benchmark = new HeadersBenchmark();
        assertThat(benchmark.added().first("accept")).isEqualTo("application/json");
        assertThat(benchmark.merged().all("X-Tenant")).containsExactly("other");
        assertThat(benchmark.found()).isEqualTo("0123456789abcdef");
        assertThat(benchmark.notFound()).isNull();
        assertThat(benchmark.allOfAName()).containsExactly("Accept");
        assertThat(benchmark.asAMap()).hasSize(6);
    }
}
