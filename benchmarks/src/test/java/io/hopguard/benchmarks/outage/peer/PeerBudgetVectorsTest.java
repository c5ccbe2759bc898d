package io.hopguard.benchmarks.outage.peer;

import static io.hopguard.benchmarks.outage.peer.PeerTable.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.hopguard.benchmarks.outage.peer.PeerTable.Row;
import io.hopguard.benchmarks.outage.upstream.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The token buckets of the others do what their own tests say, step by step. */
class PeerBudgetVectorsTest {
    private static final PeerTable TABLE = PeerTable.of("retry_budget");
    private static final double SECOND = 1_000_000_000;

    @Test
    void notesAreAboutRowsOfTheTable() {
        TABLE.assertThatNotesAreAboutItsRows();
    }

    @TestFactory
    Stream<DynamicTest> everySequenceGoesAsItsSourceSays() {
        return TABLE.sequences().entrySet().stream()
                .map(sequence -> DynamicTest.dynamicTest(
                        sequence.getKey(), () -> replay(sequence.getKey(), sequence.getValue())));
    }

    private static void replay(String name, List<Row> steps) {
        if (name.startsWith("AWS bucket unit")) {
            awsBucket(name, steps);
        } else if (name.startsWith("AWS")) {
            awsCalls(name, steps);
        } else if (name.startsWith("gRPC from")) {
            grpcThrottle(name, steps);
        } else if (name.equals("gRPC limits")) {
            steps.forEach(PeerBudgetVectorsTest::grpcLimit);
        } else if (name.equals("Finagle budget")) {
            steps.forEach(PeerBudgetVectorsTest::finagleBudget);
        } else if (name.equals("Amplification")) {
            steps.forEach(PeerBudgetVectorsTest::amplification);
        } else {
            fail("nobody understands the sequence " + name);
        }
    }

    /** The sequences across all SDKs have a base of 1 s; five attempts where they are about the cap. */
    private static void awsCalls(String name, List<Row> steps) {
        AwsRules rules = name.startsWith("AWS 2026")
                ? AwsRules.STANDARD_2026
                : AwsRules.STANDARD.withWaits((long) SECOND, AwsRules.STANDARD.capNanos());
        double cap = number(name, "cap ([0-9.]+) s", rules.capNanos() / SECOND);
        AwsRules played = rules.withWaits(rules.baseNanos(), (long) (cap * SECOND))
                .withMaxAttempts((int) number(name, "max (\\d+)", name.contains("cap ") ? 5 : 3));
        AwsTokens tokens = new AwsTokens((int) number(name, "bucket (?:of )?(\\d+)", 500), 0);
        Map<String, AwsCall> calls = new HashMap<>();
        for (Row step : steps) {
            String[] event = step.get("event").split(": ");
            AwsCall call =
                    calls.computeIfAbsent(event[0].matches("\\d+") ? "" : event[0], any -> new AwsCall(played, tokens));
            int status = Integer.parseInt(event[event.length - 1]);
            assertThat(decision(call, status, step)).as(step.toString()).isEqualTo(step.get("decision"));
            assertThat(tokens.tokens())
                    .as(step.toString())
                    .isEqualTo(Integer.parseInt(step.get("tokens_after_or_count")));
        }
    }

    private static String decision(AwsCall call, int status, Row step) {
        if (status == 200) {
            call.succeeded();
            return "success";
        }
        long wait = call.afterFailure(Answer.of(status), 1);
        if (wait == AwsCall.MAX_ATTEMPTS_EXCEEDED) {
            return "max_attempts_exceeded";
        }
        if (wait == AwsCall.RETRY_QUOTA_EXCEEDED) {
            return "retry_quota_exceeded";
        }
        if (!step.get("delay").isEmpty()) {
            assertThat(wait / SECOND).as(step.toString()).isEqualTo(seconds(step));
        }
        return "retry";
    }

    private static double seconds(Row step) {
        return number(step.get("delay"), "([0-9.]+) s", Double.NaN);
    }

    private static void awsBucket(String name, List<Row> steps) {
        AwsTokens tokens = new AwsTokens(10, (int) number(name, "refill (\\d+)/s", 0));
        int usual = (int) number(name, "cost (\\d+)", 5);
        for (Row step : steps) {
            String event = step.get("event");
            tokens.refill((long) (number(event, "wait (\\d+) ms", 0) * 1_000_000));
            if (event.equals("schedule retry")) {
                AwsRules rules = new AwsRules(3, 1, 1, 1, 2, 3, 3);
                Answer failure = Answer.of(name.endsWith("throttling") ? 429 : Answer.TIMED_OUT);
                assertThat(new AwsCall(rules, tokens).afterFailure(failure, 1)).isNotNegative();
            } else if (event.contains("acquire")) {
                long wait = tokens.takeOrWait((int) number(event, "(?:cost|acquire) (\\d+)", usual));
                if (!step.get("delay").isEmpty()) {
                    assertThat(wait / SECOND).as(step.toString()).isEqualTo(seconds(step));
                }
            } else {
                assertThat(event).isEqualTo("failure"); // gives nothing back
            }
            assertThat(tokens.tokens())
                    .as(step.toString())
                    .isEqualTo(Integer.parseInt(step.get("tokens_after_or_count")));
        }
    }

    private static void grpcThrottle(String name, List<Row> steps) {
        GrpcThrottle throttle = new GrpcThrottle(4, 0.8, number(name, "from ([0-9.]+)", 0));
        GrpcRules rules = new GrpcRules(4, 1, 1, 2);
        boolean retriable = !name.contains("non-retriable") && !name.contains("either");
        long pushback = name.contains("empty pushback")
                ? GrpcRules.STOP
                : (long) number(name, "pushback (\\d+)", GrpcRules.NO_PUSHBACK);
        for (Row step : steps) {
            String decision = step.get("decision");
            if (step.get("event").equals("success")) {
                throttle.succeeded();
                assertThat(throttle.isAboveHalf()).as(step.toString()).isEqualTo(decision.equals("allowed"));
            } else {
                long wait = rules.afterFailure(1, retriable, pushback, 0.5, throttle);
                assertThat(wait == GrpcRules.COMMIT).as(step.toString()).isEqualTo(decision.startsWith("commit"));
                if (!step.get("delay").isEmpty()) {
                    assertThat(wait / 1e6).isEqualTo(number(step.get("delay"), "(\\d+) ms", -1));
                }
            }
            assertThat(throttle.tokens())
                    .as(step.toString())
                    .isCloseTo(Double.parseDouble(step.get("tokens_after_or_count")), within(1e-9));
        }
    }

    private static void grpcLimit(Row row) {
        int attempts = (int) number(row.get("event"), "maxAttempts (\\d+)", -1);
        double treatedAs = number(row.get("decision"), "treated as (\\d+)", Double.NaN);
        if (Double.isNaN(treatedAs)) {
            assertThatThrownBy(() -> new GrpcRules(attempts, 1, 1, 2)).isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(new GrpcRules(attempts, 1, 1, 2).maxAttempts()).isEqualTo((int) treatedAs);
        }
    }

    private static void finagleBudget(Row row) {
        String event = row.get("event");
        if (event.startsWith("percent < 0")) {
            assertThatThrownBy(() -> new FinagleBudget(-0.1, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new FinagleBudget(0.1, -1)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        double share = number(event, "percent(?:CanRetry)? ([0-9.]+)", 0);
        FinagleBudget budget = new FinagleBudget(share, 0);
        int retries = 0;
        for (int request = 0; request < 10_000; request++) {
            budget.request(0);
            while (budget.retry(0)) {
                retries++;
            }
        }
        double expected = number(row.get("tokens_after_or_count"), "(\\d+) retries", 0);
        assertThat(retries).as(row.toString()).isCloseTo((int) expected, within(1));
    }

    private static void amplification(Row row) {
        if (row.get("event").startsWith("100,000 calls")) {
            assertThat(100_000 + retriesOfFailingCalls(100_000)).isLessThanOrEqualTo(110_000);
            return;
        }
        int layers = (int) number(row.get("event"), "of (\\d+) layers", -1);
        double expected = number(row.get("tokens_after_or_count"), "(\\d+) calls", -1);
        assertThat(Layers.requestsAtTheBottom(layers, FixedRetry::new)).isEqualTo((int) expected);
    }

    /** With the 10 % that the row of the SRE book has. */
    private static int retriesOfFailingCalls(int calls) {
        FinagleBudget budget = new FinagleBudget(0.1, 0);
        int retries = 0;
        for (int call = 0; call < calls; call++) {
            budget.request(call * 1_000_000L);
            for (int retry = 1; retry <= 2 && budget.retry(call * 1_000_000L); retry++) {
                retries++;
            }
        }
        return retries;
    }
}
