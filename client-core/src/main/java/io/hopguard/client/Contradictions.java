package io.hopguard.client;

import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.http.Headers;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.TimeoutPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The rules between properties: what is right by itself may still not fit together. */
final class Contradictions {
    private Contradictions() {}

    static void check(ClientSettings settings, Problems problems) {
        Duration total = settings.policies().timeouts().total();
        // Nothing fits into no time; to say so of every other property would bury the one that is wrong.
        if (!total.isZero() && !total.isNegative()) {
            checkTimeouts(settings.policies().timeouts(), problems);
            checkBackoff(settings, problems);
            checkHops(settings, problems);
        }
        checkPool(settings, problems);
        problems.require(
                settings.sslContext() == null || !settings.policies().tls().filesSet(),
                "sslContext",
                "given together with files of tls",
                "give one of them; the version and the names are checked with both");
        checkGuard(settings, problems);
    }

    static void checkUserAgent(String userAgent, Problems problems) {
        try {
            Headers.of("User-Agent", userAgent);
            problems.require(
                    !userAgent.isBlank(), "userAgent", "'" + userAgent + "'", "give a name, or leave the default");
        } catch (InvalidRequestException e) {
            problems.require(false, "userAgent", "not shown", e.getMessage());
        }
    }

    /** Apart from the rest, because the settings hold the headers together with the credentials. */
    static void checkAuth(@Nullable Auth auth, Headers headers, boolean oneService, Problems problems) {
        if (auth != null) {
            problems.require(
                    oneService,
                    "auth",
                    auth,
                    "needs baseUri, or the credentials would go to every host that is called; set baseUri");
            problems.require(
                    !headers.contains(auth.headerName()),
                    "header",
                    auth.headerName(),
                    "auth sets it, too; remove one of them");
        }
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
        Duration total = settings.policies().timeouts().total();
        Duration base = settings.policies().retry().baseDelay();
        problems.require(
                settings.policies().retry().maxAttempts() == 1
                        || !settings.policies().retry().backoffSet()
                        || base.compareTo(total) < 0,
                "retry.baseDelay",
                base,
                "no retry could fit into timeouts.total, which is " + Problems.shown(total)
                        + "; lower it, raise timeouts.total, or switch retries off");
        problems.require(
                settings.policies().timeouts().budgetMargin().compareTo(total) < 0,
                "timeouts.budgetMargin",
                settings.policies().timeouts().budgetMargin(),
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

    private static void checkGuard(ClientSettings settings, Problems problems) {
        problems.require(
                settings.addressGuard() == null
                        || !settings.policies().proxy().anySet()
                        || settings.policies().proxy().warnOnly(),
                "addressGuard",
                "set beside a proxy",
                "the names of targets behind the proxy are resolved by the proxy, where the guard cannot check them; let the"
                        + " proxy refuse inner addresses and accept that with proxy(p -> p.warnOnly()), or leave one of"
                        + " them out");
    }

    private static void checkPool(ClientSettings settings, Problems problems) {
        int admitted = settings.policies().bulkhead().maxConcurrentCalls();
        problems.require(
                !settings.policies().bulkhead().enabled() || settings.maxPerTarget() >= admitted,
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
