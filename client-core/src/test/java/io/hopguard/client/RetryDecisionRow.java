package io.hopguard.client;

import io.hopguard.client.error.GaveUp;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.policy.Jitter;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One row of {@code retry_decision.tsv}, read as far as its words allow. */
record RetryDecisionRow(VectorTable.Row row) {
    private static final Set<String> RETRIED_BY_DEFAULT = Set.of("408", "425", "429", "502", "503", "504");
    private static final Pattern REQUESTS = Pattern.compile("(?:exactly )?([0-9]) (?:requests?|attempts?)\\b.*");
    private static final Pattern BODY_BYTES = Pattern.compile("body ([0-9]+) bytes");
    private static final Pattern MAX_RETRIES = Pattern.compile("(?:max|num_|--?)? ?[rR]etries[ =]([0-9])");
    private static final Pattern WAIT_AND_LEFT = Pattern.compile("interval ([0-9]+) ms, responseTimeout ([0-9]+) ms");

    boolean readable() {
        return expectedAttempts() > 0 && !steps().isEmpty();
    }

    List<Stage> steps() {
        return FailureWords.steps(failure());
    }

    /** Some rows hold the method in the column of the failure. */
    private String failure() {
        return row.get("failure").replaceFirst("^POST ", "");
    }

    private String method() {
        boolean inFailure = row.get("failure").startsWith("POST ");
        String method = inFailure ? "POST" : row.get("method").replaceFirst("[ +].*", "");
        return method.equals("any") ? "GET" : method;
    }

    /** How often the network must see the request, 0 when the row does not say. */
    int expectedAttempts() {
        String expected = row.get("our_expected");
        Matcher requests = REQUESTS.matcher(expected);
        if (requests.matches()) {
            return Integer.parseInt(requests.group(1));
        }
        if (expected.startsWith("second request carries all " + bodyBytes() + " bytes")) {
            return 2;
        }
        if (expected.startsWith("policy")) {
            return RETRIED_BY_DEFAULT.contains(row.get("failure")) ? most() : 1;
        }
        boolean never = expected.contains("never on certificate faults")
                && row.get("failure").contains("SSL");
        if (never || expected.matches("(no|never)\\b.*") || expected.contains("no retry")) {
            return most() == 2 ? 2 : 1;
        }
        boolean retried = expected.matches("(yes|ours may retry|curl retries|retry later|wait or surface)\\b.*")
                || expected.matches(".*(third failure raises|last exception surfaced|429 surfaced).*");
        return retried ? most() : 0;
    }

    int bodyBytes() {
        Matcher bytes = BODY_BYTES.matcher(row.get("failure"));
        return bytes.find() ? Integer.parseInt(bytes.group(1)) : 0;
    }

    private int most() {
        Matcher retries = MAX_RETRIES.matcher(row.get("condition"));
        return retries.find() ? Integer.parseInt(retries.group(1)) + 1 : 3;
    }

    void configure(Rig rig) {
        String condition = row.get("condition");
        boolean off = condition.matches("total=0 .*");
        rig.with(builder -> builder.retry(retry -> retry.maxAttempts(off ? 1 : most())));
        if (condition.contains("retry-budget full")) {
            rig.with(builder -> builder.retryBudget(budget -> budget.ratio(0).reserve(0)));
        }
        Matcher waitAndLeft = WAIT_AND_LEFT.matcher(condition);
        if (waitAndLeft.find()) {
            leave(rig, waitAndLeft);
        } else {
            Duration spent = failure().equals("deadline passed") ? Duration.ofMinutes(1) : Duration.ofMillis(5);
            steps().forEach(step -> rig.thenAfter(spent, rig.transport.reading(step)));
        }
    }

    /** The wait is certain, and one attempt leaves less time than that. */
    private void leave(Rig rig, Matcher waitAndLeft) {
        Duration wait = Duration.ofMillis(Long.parseLong(waitAndLeft.group(1)));
        Duration left = Duration.ofMillis(Long.parseLong(waitAndLeft.group(2)));
        Duration total = wait.multipliedBy(2);
        rig.with(builder -> builder.retry(retry -> retry.jitter(Jitter.NONE).backoff(wait, wait))
                .timeouts(timeouts -> timeouts.total(total)));
        steps().forEach(step -> rig.thenAfter(total.minus(left), step));
    }

    RequestSpec spec(ResilientClient client) {
        RequestSpec spec = client.request(method(), "/orders");
        String method = row.get("method");
        if (method.contains("dempotency")) {
            spec.idempotencyKey().text("the same body");
        } else if (method.contains("marked idempotent")) {
            spec.retrySafe();
        }
        if ((row.get("failure") + method).contains("one-shot")) {
            spec.body(RequestBody.stream(new ByteArrayInputStream(new byte[100]), 100, null));
        } else if (bodyBytes() > 0) {
            spec.body(RequestBody.bytes(new byte[bodyBytes()], null));
        }
        return spec;
    }

    /** Why it must say that it was not tried again; null where the row does not say. */
    @Nullable
    GaveUp expectedReason() {
        if (row.get("condition").contains("cannot be rewound")) {
            return GaveUp.BODY_NOT_REPLAYABLE;
        }
        if (row.get("our_expected").contains("overflow counter")) {
            return GaveUp.RETRY_BUDGET_EXHAUSTED;
        }
        return row.get("our_expected").contains("no sleep") ? GaveUp.DEADLINE : null;
    }
}
