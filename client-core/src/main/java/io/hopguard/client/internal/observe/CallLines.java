package io.hopguard.client.internal.observe;

import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.Redaction;
import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The lines about calls: a message for people, and its facts as key-values for machines. */
final class CallLines {
    /** How a call ended, whatever became of it. */
    record End(long elapsedNanos, boolean slow) {}

    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final Logger CALLS = LoggerFactory.getLogger("io.hopguard.client.calls");

    private final String client;
    private final Redaction redaction;

    CallLines(String client, Redaction redaction) {
        this.client = client;
        this.redaction = redaction;
    }

    /** {@code GatewayTimeoutException: GET /orders/{id} failed after ...}. */
    static String story(HopguardException failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    void failed(Level level, Exchange call, HopguardException failure, End end) {
        LoggingEventBuilder line = begun(CALLS.atLevel(level), call);
        int status = failure instanceof HttpStatusException http ? http.status() : 0;
        outcome(line, status, failure.code());
        if (failure.phase() == Phase.DECODE && !failure.attempts().isEmpty()) {
            // A good answer whose body is of no use: its status is no outcome, and yet worth knowing.
            line.addKeyValue(
                    "status",
                    failure.attempts().get(failure.attempts().size() - 1).status());
        }
        line.addKeyValue("code", failure.code());
        times(line, call, failure.attempts().size(), end);
        line.addKeyValue("phase", LogWords.lower(failure.phase()));
        diagnosis(line, failure.diagnosis());
        if (failure.gaveUp() != null) {
            line.addKeyValue("gave_up", LogWords.lower(failure.gaveUp()));
        }
        if (failure.outcomeUnknown()) {
            line.addKeyValue("outcome_unknown", true);
        }
        addIf(line, "cause", CauseWords.of(failure, redaction));
        write(line, call, story(failure));
    }

    void answered(Level level, Exchange call, Response response, End end) {
        LoggingEventBuilder line = begun(CALLS.atLevel(level), call);
        outcome(line, response.status(), "");
        int attempts = response.attempts().size();
        times(line, call, attempts, end);
        String tried = attempts < 2
                ? ""
                : response.attempts().stream().map(Attempt::toString).collect(Collectors.joining("; ", " [", "]"));
        write(
                line,
                call,
                call.request() + " answered " + response.status()
                        + (attempts < 2 ? "" : " after " + attempts + " attempts") + " in "
                        + time(end.elapsedNanos) + " of " + time(call.control().totalNanos()) + tried);
    }

    void waits(Exchange call, Attempt failed, long delayNanos) {
        int next = failed.number() + 1;
        LoggingEventBuilder line = begun(CALLS.atDebug(), call)
                .addKeyValue("attempts", failed.number())
                .addKeyValue("wait_ms", millis(delayNanos));
        write(line, call, call.request() + " waits " + time(delayNanos) + " before attempt " + next);
    }

    void lost(Level level, Exchange call, String words) {
        write(begun(LOG.atLevel(level), call), call, words);
    }

    /** What a window came to. */
    void summary(Target target, LineSummary summary) {
        boolean failures = summary.failed() > summary.told();
        String shown = target == LineLimits.OTHERS ? target.host() : redaction.apply(target.toString());
        CALLS.atLevel(failures ? Level.WARN : Level.INFO)
                .addKeyValue("client", client)
                .addKeyValue("target", shown)
                .addKeyValue("failed", summary.failed())
                .addKeyValue("told", summary.told())
                .addKeyValue("recovered", summary.recovered())
                .addKeyValue("window_ms", summary.millis())
                .log("[{}, {}] {}", client, shown, summary.ofCalls());
    }

    private LoggingEventBuilder begun(LoggingEventBuilder line, Exchange call) {
        line.addKeyValue("client", client)
                .addKeyValue("target", target(call))
                .addKeyValue("method", call.request().method());
        addIf(line, "route", call.request().route());
        return line;
    }

    private String target(Exchange call) {
        return call.request().shown(call.request().target().toString());
    }

    private static void outcome(LoggingEventBuilder line, int status, String code) {
        line.addKeyValue("outcome", status == 0 ? code : status / 100 + "xx");
        if (status != 0) {
            line.addKeyValue("status", status);
        }
    }

    private static void times(LoggingEventBuilder line, Exchange call, int attempts, End end) {
        line.addKeyValue("attempts", attempts)
                .addKeyValue("elapsed_ms", millis(end.elapsedNanos))
                .addKeyValue("budget_ms", millis(call.control().totalNanos()));
        if (end.slow) {
            line.addKeyValue("slow", true);
        }
    }

    static void diagnosis(LoggingEventBuilder line, Diagnosis diagnosis) {
        if (diagnosis.confidence() == Confidence.NONE) {
            return;
        }
        line.addKeyValue("answered_by", LogWords.lower(diagnosis.answeredBy()));
        addIf(line, "product", LogWords.product(diagnosis));
        line.addKeyValue("causes", LogWords.causes(diagnosis))
                .addKeyValue("confidence", LogWords.lower(diagnosis.confidence()));
    }

    static void addIf(LoggingEventBuilder line, String key, @Nullable Object value) {
        if (value != null) {
            line.addKeyValue(key, value);
        }
    }

    private void write(LoggingEventBuilder line, Exchange call, String words) {
        String id = call.control().requestId();
        if (!id.isEmpty()) {
            line.addKeyValue("request_id", id);
        }
        line.log("[{}, {}] {}", client, target(call), words);
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }

    private static String time(long nanos) {
        return Problems.shown(Duration.ofMillis(Math.round(nanos / 1e6)));
    }
}
