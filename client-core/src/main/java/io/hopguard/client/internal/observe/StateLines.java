package io.hopguard.client.internal.observe;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.observe.LineWindow.Line;
import io.hopguard.client.internal.observe.LineWindow.Sort;
import io.hopguard.client.policy.LogPolicy;
import io.hopguard.client.policy.Redaction;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** The lines about breakers and retry budgets. A breaker that flaps is limited like everything else. */
@SuppressWarnings("CheckReturnValue") // SLF4J's builders of lines change themselves
final class StateLines {
    private static final Logger STATE = LoggerFactory.getLogger("io.hopguard.client.state");

    private final String client;
    private final Redaction redaction;
    private final LineLimits limits;

    StateLines(String client, LogPolicy policy, Redaction redaction, LongSupplier clock) {
        this.client = client;
        this.redaction = redaction;
        this.limits = new LineLimits(policy, clock, ForkJoinPool.commonPool(), this::summary);
    }

    void breaker(Target target, String from, String to, @Nullable HopguardException last) {
        boolean opened = to.contains("OPEN") && !to.equals("HALF_OPEN");
        String words = "circuit breaker " + from + " -> " + to
                + (opened && last != null ? "; last failure: " + redaction.apply(CallLines.story(last)) : "");
        LoggingEventBuilder line = begun(opened ? Level.WARN : Level.INFO, target, "breaker " + lower(to), words);
        line.addKeyValue("breaker_from", lower(from)).addKeyValue("breaker_to", lower(to));
        if (opened && last != null) {
            line.addKeyValue("code", last.code());
            CallLines.diagnosis(line, last.diagnosis());
            CallLines.addIf(line, "cause", CauseWords.of(last, redaction));
        }
        write(line, target, words);
    }

    void retryBudget(Target target, boolean exhausted) {
        String words = exhausted
                ? "retry budget exhausted: calls are not tried again until others succeed"
                : "retry budget recovered: half of it is there again";
        String kind = exhausted ? "retry budget exhausted" : "retry budget recovered";
        LoggingEventBuilder line = begun(exhausted ? Level.WARN : Level.INFO, target, kind, words);
        write(line.addKeyValue("retry_budget", exhausted ? "exhausted" : "recovered"), target, words);
    }

    boolean isPending() {
        return limits.isPending();
    }

    void tick(long nowNanos) {
        limits.tick(nowNanos);
    }

    void close() {
        limits.close();
    }

    private LoggingEventBuilder begun(Level level, Target target, String kind, String words) {
        boolean says = limits.take(target, new Line(Sort.CHANGED, STATE.isEnabledForLevel(level), kind, () -> words));
        return STATE.atLevel(says ? level : Level.DEBUG)
                .addKeyValue("client", client)
                .addKeyValue("target", shown(target));
    }

    private void write(LoggingEventBuilder line, Target target, String words) {
        line.log("[{}, {}] {}", client, shown(target), words);
    }

    private void summary(Target target, LineSummary summary) {
        STATE.atWarn()
                .addKeyValue("client", client)
                .addKeyValue("target", shown(target))
                .addKeyValue("changed", summary.changed())
                .addKeyValue("told", summary.lines())
                .addKeyValue("window_ms", summary.millis())
                .log("[{}, {}] {}", client, shown(target), summary.ofChanges());
    }

    private String shown(Target target) {
        return target == LineLimits.OTHERS ? target.host() : redaction.apply(target.toString());
    }

    private static String lower(String state) {
        return state.toLowerCase(Locale.ROOT);
    }
}
