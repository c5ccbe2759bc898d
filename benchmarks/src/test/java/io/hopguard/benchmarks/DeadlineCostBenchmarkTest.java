package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.internal.kernel.CallControl;
import org.junit.jupiter.api.Test;

class DeadlineCostBenchmarkTest {
    @Test
    void noContestantEndsTheCallThatItWatches() {
        DeadlineCostBenchmark benchmark = new DeadlineCostBenchmark();
        benchmark.underWay = 64;
        benchmark.open();
        try {
            assertThat(benchmark.watchAndForget().end()).isEqualTo(CallControl.End.NONE);
            assertThat(benchmark.scheduleAndCancel().end()).isEqualTo(CallControl.End.NONE);
            assertThat(benchmark.callAlone().end()).isEqualTo(CallControl.End.NONE);
        } finally {
            benchmark.close();
        }
    }
}
