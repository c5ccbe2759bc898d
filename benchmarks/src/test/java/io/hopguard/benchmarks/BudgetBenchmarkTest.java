package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BudgetBenchmarkTest {
    @Test
    void whatIsPutInCanBeTakenOutForEver() {
        BudgetBenchmark benchmark = new BudgetBenchmark();
        benchmark.depositIntoAFullBudget();
        for (int i = 0; i < 1_000; i++) {
            assertThat(benchmark.depositAndWithdraw()).isTrue();
        }
    }

    @Test
    void headersSayWhatIsLeft() {
        BudgetBenchmark benchmark = new BudgetBenchmark();
        assertThat(benchmark.headerOfOurs()).isEqualTo("2750");
        assertThat(benchmark.headerOfGrpc()).isEqualTo("2750m");
        assertThat(benchmark.headerRead()).isEqualTo(2_750_000_000L);
    }
}
