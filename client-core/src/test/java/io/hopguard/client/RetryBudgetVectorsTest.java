package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.client.internal.retry.RetryTokens;
import io.hopguard.client.policy.RetryBudgetPolicy;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How much load retries may add. */
class RetryBudgetVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("retry_budget");
    private static final int RESERVE = 10;
    private static final Pattern RATIO = Pattern.compile("([0-9,]+) requests, (?:percentCanRetry|percent) ([0-9.]+).*");
    private static final Pattern FAILING =
            Pattern.compile("([0-9,]+) calls, (?:server )?([0-9]+) % failing, 10 % budget.*");
    private static final Pattern OTHERS = Pattern.compile("percent < 0 or minRetries < 0|0 / 0|our retry 3 attempts.*");

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void allowsAsManyRetriesAsTheRowSays(VectorTable.Row row) {
        String event = row.get("event");
        Matcher ratio = RATIO.matcher(event);
        Matcher failing = FAILING.matcher(event);
        if (ratio.matches()) {
            long retries = retries(number(ratio.group(1)), Double.parseDouble(ratio.group(2)), 0);
            long expected = number(row.get("tokens_after_or_count").replaceFirst(" retries.*", ""));
            assertThat(retries).isCloseTo(expected, within(1L));
        } else if (failing.matches()) {
            assertThatLoadIsBounded(number(failing.group(1)), number(failing.group(2)) / 100.0);
        } else if (event.equals("0 / 0")) {
            assertThat(retries(1_000, 0, 0)).isZero();
        } else if (event.startsWith("percent")) {
            assertThatNegativesAreRejected();
        } else {
            assertThatNobodyElseRetries();
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    /** Every request fails and asks for as many retries as it can get. */
    private static long retries(int requests, double ratio, int reserve) {
        RetryTokens tokens = tokens(ratio, reserve);
        long retries = 0;
        for (int i = 0; i < requests; i++) {
            tokens.deposit();
            while (tokens.withdraw()) {
                retries++;
            }
        }
        return retries;
    }

    /** Attempts fail by chance; a call makes at most three. */
    private static void assertThatLoadIsBounded(int calls, double failing) {
        RetryTokens tokens = tokens(0.1, RESERVE);
        Random random = new Random(7);
        int sent = 0;
        int refused = 0;
        for (int call = 0; call < calls; call++) {
            tokens.deposit();
            for (int attempt = 1; attempt <= 3; attempt++) {
                sent++;
                if (random.nextDouble() >= failing || attempt == 3) {
                    break;
                }
                if (!tokens.withdraw()) {
                    refused++;
                    break;
                }
            }
        }
        assertThat(sent).isLessThanOrEqualTo((int) (1.1 * calls) + RESERVE);
        assertThat(refused == 0).as("every retry allowed").isEqualTo(failing < 1);
    }

    private static RetryTokens tokens(double ratio, int reserve) {
        return new RetryTokens(
                RetryBudgetPolicy.builder().ratio(ratio).reserve(reserve).build(), exhausted -> {});
    }

    private static void assertThatNegativesAreRejected() {
        Rig rig = new Rig()
                .with(builder ->
                        builder.retryBudget(budget -> budget.ratio(-0.1).reserve(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(rig::client)
                .withMessageContaining("retryBudget.ratio is -0.1")
                .withMessageContaining("retryBudget.reserve is -1");
    }

    private static void assertThatNobodyElseRetries() {
        Rig rig = new Rig().then(ScriptedTransport.answers(503));
        rig.client().get("/").send();
        assertThat(rig.transport.attempts()).isEqualTo(3);
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(row -> Stream.of(RATIO, FAILING, OTHERS)
                .anyMatch(form -> form.matcher(row.get("event")).matches()));
    }
}
