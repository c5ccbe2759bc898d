package io.hopguard.client;

import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.TimeoutPolicy;
import java.time.Duration;

/** The rules between properties: what is right by itself may still not fit together. */
final class Contradictions {
    private Contradictions() {}

    static void check(ClientSettings settings, Problems problems) {
        Duration total = settings.timeouts().total();
        // Nothing fits into no time; to say so of every other property would bury the one that is wrong.
        if (!total.isZero() && !total.isNegative()) {
            checkTimeouts(settings.timeouts(), problems);
            checkBackoff(settings, problems);
            checkHops(settings, problems);
        }
        checkPool(settings, problems);
    }

    private static void checkTimeouts(TimeoutPolicy timeouts, Problems problems) {
        within("timeouts.attempt", timeouts.attempt(), timeouts.attemptSet(), timeouts.total(), problems);
        within("timeouts.lease", timeouts.lease(), timeouts.leaseSet(), timeouts.total(), problems);
        within("timeouts.connect", timeouts.connect(), timeouts.connectSet(), timeouts.total(), problems);
        within("timeouts.tls", timeouts.tls(), timeouts.tlsSet(), timeouts.total(), problems);
        within("timeouts.idle", timeouts.idle(), timeouts.idleSet(), timeouts.total(), problems);
        problems.require(
                timeouts.streamIdle().compareTo(timeouts.streamTotal()) <= 0,
                "timeouts.streamIdle",
                timeouts.streamIdle(),
                "must not be more than timeouts.streamTotal, which is " + Problems.shown(timeouts.streamTotal())
                        + "; lower it or raise timeouts.streamTotal");
        within("timeouts.minAttempt", timeouts.minAttempt(), timeouts.minAttemptSet(), timeouts.total(), problems);
    }

    private static void within(String property, Duration value, boolean set, Duration total, Problems problems) {
        problems.require(
                !set || value.compareTo(total) <= 0,
                property,
                value,
                "must not be more than timeouts.total, which is " + Problems.shown(total)
                        + "; lower it or raise timeouts.total");
    }

    private static void checkBackoff(ClientSettings settings, Problems problems) {
        Duration total = settings.timeouts().total();
        Duration base = settings.retry().baseDelay();
        problems.require(
                settings.retry().maxAttempts() == 1 || !settings.retry().backoffSet() || base.compareTo(total) < 0,
                "retry.baseDelay",
                base,
                "no retry could fit into timeouts.total, which is " + Problems.shown(total)
                        + "; lower it, raise timeouts.total, or switch retries off");
        problems.require(
                settings.timeouts().budgetMargin().compareTo(total) < 0,
                "timeouts.budgetMargin",
                settings.timeouts().budgetMargin(),
                "must be less than timeouts.total, which is " + Problems.shown(total));
    }

    private static void checkHops(ClientSettings settings, Problems problems) {
        boolean sound = true;
        for (HopPlan.Hop hop : settings.hops().hops()) {
            problems.require(!hop.name().isBlank(), "hops", "a hop without a name", "name it as your operators do");
            problems.requirePositive("hops." + hop.name(), hop.patience());
            Duration keepAlive = hop.keepAlive();
            if (keepAlive != null) {
                problems.requirePositive("hops." + hop.name() + ".keepAlive", keepAlive);
            }
            sound &= !hop.patience().isZero() && !hop.patience().isNegative();
        }
        if (sound && !settings.hops().warnOnly()) {
            for (HopPlan.Finding finding : settings.hopFindings()) {
                problems.require(!finding.error(), "hops." + finding.hop(), finding.value(), finding.advice());
            }
        }
    }

    private static void checkPool(ClientSettings settings, Problems problems) {
        int admitted = settings.bulkhead().maxConcurrentCalls();
        problems.require(
                !settings.bulkhead().enabled() || settings.maxPerTarget() >= admitted,
                "connections.maxPerTarget",
                settings.maxPerTarget(),
                "must not be less than bulkhead.maxConcurrentCalls, which is " + admitted
                        + ", or admitted calls wait for connections");
        problems.require(
                settings.maxTotal() >= settings.maxPerTarget(),
                "connections.maxTotal",
                settings.maxTotal(),
                "must not be less than connections.maxPerTarget, which is " + settings.maxPerTarget());
    }
}
