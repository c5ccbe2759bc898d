package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.HopguardException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method against every failure: how often is the request sent? */
class RetryMatrixVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("retry_matrix_derived");

    static Stream<Arguments> rows() {
        return TABLE.replayed().flatMap(row -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, row)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sendsTheRequestAsOftenAsTheRowSays(Mode mode, VectorTable.Row row) {
        Rig rig = new Rig();
        FailureWords.steps(row.get("failure")).forEach(rig::then);
        String[] method = row.get("method").split("\\+");
        RequestSpec spec = rig.client().request(method[0], "/orders");
        if (method.length > 1) {
            spec.idempotencyKey();
        }
        try {
            mode.send(spec);
        } catch (HopguardException e) {
            assertThat(e.attempts()).hasSize(rig.transport.attempts());
        }
        assertThat(rig.transport.attempts()).isEqualTo(row.get("expected_retry").equals("yes") ? 3 : 1);
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(
                row -> !FailureWords.steps(row.get("failure")).isEmpty()
                        && row.get("expected_retry").matches("yes|no|policy \\(off by default\\)"));
    }
}
