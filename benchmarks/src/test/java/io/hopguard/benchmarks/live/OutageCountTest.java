package io.hopguard.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.peer.PeerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutageCountTest {
    private static final int CALLS = 60;

    @Test
    void countsAtTheServerWhatEachClientSends() throws Exception {
        List<OutageRow> rows = new OutageCount(CALLS, 100)
                .run(List.of(PeerKind.HTTPCLIENT, PeerKind.OKHTTP, PeerKind.METHANOL, PeerKind.HOPGUARD));

        assertThat(rows).extracting(OutageRow::client).startsWith(PeerKind.HTTPCLIENT, PeerKind.OKHTTP);
        assertThat(rows.get(0).requests()).isEqualTo(CALLS);
        assertThat(rows.get(1).requests()).isEqualTo(CALLS);
        assertThat(rows.get(2).requests()).isEqualTo(4 * CALLS);
        // 0.1 for each call and 10 in reserve; and the breaker may have opened.
        assertThat(rows.get(3).requests()).isBetween(10L, CALLS + 10 + CALLS / 10L);
    }

    @Test
    void aRowIsReadAsItWasWritten() {
        OutageRow row = new OutageRow(PeerKind.HOPGUARD, 1_000, 62);

        assertThat(OutageRow.of(row.line())).isEqualTo(row);
        assertThat(row.perCall()).isEqualTo(0.062);
    }
}
