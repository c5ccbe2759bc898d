package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What other clients' own tests, RFCs and measurements say about retrying, replayed through the whole pipeline. */
class RetryDecisionVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("retry_decision");

    static Stream<Arguments> rows() {
        return TABLE.replayed()
                .map(RetryDecisionRow::new)
                .flatMap(row -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, row)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sendsTheRequestAsOftenAsTheRowSays(Mode mode, RetryDecisionRow row) {
        Rig rig = new Rig();
        row.configure(rig);
        GaveUp reason = reasonOf(mode, row.spec(rig.client()), row);
        assertThat(rig.transport.attempts()).isEqualTo(row.expectedAttempts());
        assertThat(rig.transport.requests().stream()
                        .map(request -> request.headers().all(Request.IDEMPOTENCY_KEY))
                        .distinct())
                .as("keys")
                .hasSize(1);
        assertThat(rig.transport.bodies().stream().map(bytes -> bytes.length).distinct())
                .as("body sizes")
                .hasSizeLessThanOrEqualTo(1);
        if (row.bodyBytes() > 0) {
            assertThat(rig.transport.bodies())
                    .allSatisfy(body -> assertThat(body).hasSize(row.bodyBytes()));
        }
        if (row.expectedReason() != null) {
            assertThat(reason).isEqualTo(row.expectedReason());
            assertThat(rig.time.parked()).isEmpty();
        }
    }

    private static @Nullable GaveUp reasonOf(Mode mode, RequestSpec spec, RetryDecisionRow row) {
        try {
            Response response = mode.send(spec);
            return response.gaveUp();
        } catch (HopguardException e) {
            boolean unknown = row.row().get("our_expected").contains("outcome unknown");
            assertThat(e.outcomeUnknown() || !unknown).isTrue();
            return e.gaveUp();
        }
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> new RetryDecisionRow(row).readable());
    }
}
