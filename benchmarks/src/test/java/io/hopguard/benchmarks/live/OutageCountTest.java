package io.hopguard.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.peer.PeerKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutageCountTest {
    private static final int CALLS = 60;
    private static final double MOST_DEVIATION = 0.05;

    @Test
    void countsAtTheServerWhatEachClientSendsAndTheSimulatorPredicts() throws Exception {
        List<OutageRow> rows =
                new OutageCount(CALLS, 100).run(List.of(PeerKind.HTTPCLIENT, PeerKind.OKHTTP, PeerKind.METHANOL));

        assertThat(rows)
                .containsExactly(
                        new OutageRow(PeerKind.HTTPCLIENT, CALLS, CALLS, CALLS),
                        new OutageRow(PeerKind.OKHTTP, CALLS, CALLS, CALLS),
                        new OutageRow(PeerKind.METHANOL, CALLS, 4 * CALLS, 4 * CALLS));
    }

    /** Slow enough for each answer to be there before the next call, and long enough for the breaker to try again. */
    @ParameterizedTest
    @EnumSource(names = {"HOPGUARD", "HOPGUARD_RESTCLIENT"})
    void theSimulatorPredictsWhatTheClientSends(PeerKind kind) throws Exception {
        OutageRow row = new OutageCount(120, 20).run(List.of(kind)).get(0);

        assertThat(row.requests()).isLessThan(row.calls());
        assertThat(row.deviation()).as(row.toString()).isBetween(-MOST_DEVIATION, MOST_DEVIATION);
    }

    @Test
    void aRowIsReadAsItWasWritten() {
        OutageRow row = new OutageRow(PeerKind.HOPGUARD, 1_000, 62, 60);

        assertThat(OutageRow.of(row.line())).isEqualTo(row);
        assertThat(row.perCall()).isEqualTo(0.062);
        assertThat(new OutageRow(PeerKind.HOPGUARD, 1_000, 57, 60).deviation()).isEqualTo(-0.05);
    }
}
