package io.hopguard.benchmarks.outage.peer;

import static io.hopguard.benchmarks.outage.peer.PeerTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.benchmarks.outage.peer.EnvoyRules.RetryOn;
import io.hopguard.benchmarks.outage.peer.PeerTable.Row;
import io.hopguard.benchmarks.outage.upstream.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The others retry what their own tests say, and refuse as often as their own documents say. */
class PeerDecisionVectorsTest {
    private static final PeerTable DECISIONS = PeerTable.of("retry_decision");
    private static final PeerTable OVERLOAD = PeerTable.of("adaptive_hedging");

    static Stream<Row> decisions() {
        return DECISIONS.replayed();
    }

    static Stream<Row> refusals() {
        return OVERLOAD.replayed();
    }

    @Test
    void notesAreAboutRowsOfTheTables() {
        DECISIONS.assertThatNotesAreAboutItsRows();
        OVERLOAD.assertThatNotesAreAboutItsRows();
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void everyDecisionIsAsItsSourceSays(Row row) {
        boolean retried = !row.get("our_expected").startsWith("no");
        String condition = row.get("condition");
        if (condition.equals("Envoy policy retry-budget full")) {
            assertThat(EnvoyRules.fitsBudget(3, 15)).isEqualTo(retried);
            assertThat(EnvoyRules.fitsBudget(20, 100)).isEqualTo(retried);
            assertThat(EnvoyRules.fitsBudget(3, 18)).isEqualTo(retried);
        } else if (condition.equals("retryPolicy set") && row.get("failure").equals("deadline passed")) {
            List<Answer> silence = List.of(new Answer(Answer.TIMED_OUT, 0));
            assertThat(Layers.requestsOfOneCall(silence, GrpcRetries::new) > 1).isEqualTo(retried);
        } else if (condition.equals("num_retries 1")) {
            assertThat(requests(503, RetryOn.FIVE_XX, 1)).isEqualTo(2);
        } else if (condition.endsWith("retries=0")) {
            assertThat(requests(503, RetryOn.FIVE_XX, 0) > 1).isEqualTo(retried);
        } else {
            assertThat(requests(status(row.get("failure")), retryOn(condition), 1) > 1)
                    .as(row.toString())
                    .isEqualTo(retried);
        }
    }

    private static int requests(int status, RetryOn retryOn, int retries) {
        return Layers.requestsOfOneCall(List.of(Answer.of(status)), site -> new EnvoyRoute(site, retryOn, retries));
    }

    private static int status(String failure) {
        return switch (failure) {
            case "connect failure" -> Answer.REFUSED;
            case "reset", "reset after connect" -> Answer.RESET;
            default -> Integer.parseInt(failure);
        };
    }

    private static RetryOn retryOn(String condition) {
        String name =
                condition.replace("Envoy policy ", "").replace("5xx", "five_xx").replace('-', '_');
        return RetryOn.valueOf(Objects.requireNonNull(name).toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void clientSideThrottlingRefusesAsOftenAsTheBookSays(Row row) {
        assertThat(row.get("rule")).startsWith("SRE client throttling");
        long requests = (long) number(row.get("input"), "requests=(\\d+)", -1);
        long accepts = (long) number(row.get("input"), "accepts=(\\d+)", -1);
        assertThat(SreThrottle.refusal(requests, accepts))
                .isCloseTo(Double.parseDouble(row.get("expected")), within(5e-7));
    }
}
