package io.hopguard.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.peer.CrowdPeer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrowdResultTest {
    private static final CrowdResult RESULT =
            new CrowdResult(CrowdPeer.HOPGUARD, 10_000, 1_000, 1_000, List.of(1_500L, 1_250L), 3, 100, 104);

    @Test
    void isReadAsItWasWritten() {
        assertThat(CrowdResult.of(RESULT.line())).isEqualTo(RESULT);
    }

    @Test
    void tellsTheQuickestRoundAndTheGrowth() {
        assertThat(RESULT.timesIdeal()).isEqualTo(1.25);
        assertThat(RESULT.heapGrowth()).isEqualTo(0.04);
    }
}
