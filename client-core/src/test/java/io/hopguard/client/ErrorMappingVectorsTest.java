package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.EmptyBodyException;
import io.hopguard.client.error.GatewayTimeoutException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.InternalServerErrorException;
import io.hopguard.client.error.ServerErrorException;
import io.hopguard.client.error.TooManyRequestsException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.error.UnauthorizedException;
import io.hopguard.client.error.UnexpectedStatusException;
import io.hopguard.client.internal.kernel.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which exception reaches the caller. The rows' words are too free to be read by a machine: each has its check here. */
class ErrorMappingVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("error_mapping");

    private static final Map<String, Consumer<Mode>> CHECKS = Map.of(
            "401", mode -> assertMapped(mode, 401, UnauthorizedException.class),
            "429 after retries", ErrorMappingVectorsTest::keepsRetryAfter,
            "500", mode -> assertMapped(mode, 500, InternalServerErrorException.class),
            "error body: not JSON / empty / wrong shape", ErrorMappingVectorsTest::anyErrorBodyWillDo,
            "504", mode -> assertMapped(mode, 504, GatewayTimeoutException.class),
            "599 / 600 / 999", ErrorMappingVectorsTest::unknownStatusesHaveTheirClass,
            "200 with a truncated body", ErrorMappingVectorsTest::truncated,
            "204 to a call that wants a value", ErrorMappingVectorsTest::noValue,
            "budget spent", ErrorMappingVectorsTest::budgetSpent);

    static Stream<Arguments> rows() {
        return TABLE.replayed().flatMap(row -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, row)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void raisesWhatTheRowSays(Mode mode, VectorTable.Row row) {
        CHECKS.get(row.get("input")).accept(mode);
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> CHECKS.containsKey(row.get("input")));
    }

    private static void assertMapped(Mode mode, int status, Class<? extends HttpStatusException> type) {
        HttpStatusException failure =
                (HttpStatusException) failure(mode, new Rig().then(ScriptedTransport.answers(status)));
        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.status()).isEqualTo(status);
    }

    private static HopguardException failure(Mode mode, Rig rig) {
        RequestSpec spec = rig.client().get("/orders");
        return Assertions.catchThrowableOfType(HopguardException.class, () -> mode.fetch(spec, Map.class));
    }

    private static void keepsRetryAfter(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(429, "Retry-After", "1"));
        TooManyRequestsException failure = (TooManyRequestsException) failure(mode, rig);
        assertThat(failure.attempts()).hasSize(3);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.ATTEMPTS_EXHAUSTED);
    }

    private static void anyErrorBodyWillDo(Mode mode) {
        for (String body : Set.of("<html>", "", "[1]")) {
            Stage step = ScriptedTransport.says(400, body, "Content-Type", "application/json");
            HttpStatusException failure = (HttpStatusException) failure(mode, new Rig().then(step));
            assertThat(failure.status()).isEqualTo(400);
            assertThat(failure.bodyText()).isEqualTo(body);
        }
    }

    private static void unknownStatusesHaveTheirClass(Mode mode) {
        assertMapped(mode, 599, ServerErrorException.class);
        assertMapped(mode, 600, UnexpectedStatusException.class);
        assertMapped(mode, 999, UnexpectedStatusException.class);
    }

    private static void truncated(Mode mode) {
        assertThat(failure(mode, new Rig().then(Fault.TRUNCATED))).isInstanceOf(TruncatedResponseException.class);
    }

    private static void noValue(Mode mode) {
        assertThat(failure(mode, new Rig().then(ScriptedTransport.answers(204))))
                .isInstanceOf(EmptyBodyException.class)
                .hasMessageContaining("status 204 without a body");
    }

    private static void budgetSpent(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.retryBudget(budget -> budget.ratio(0).reserve(1)))
                .then(ScriptedTransport.answers(502))
                .then(ScriptedTransport.answers(504));
        HopguardException failure = failure(mode, rig);
        assertThat(failure).isInstanceOf(GatewayTimeoutException.class);
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.RETRY_BUDGET_EXHAUSTED);
        assertThat(failure).hasMessageEndingWith("retry budget exhausted; retry budget 0/10");
    }
}
