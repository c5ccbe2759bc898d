package io.hopguard.client;

import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.observation.ObservationNames;
import io.hopguard.client.policy.LogPolicy;
import io.hopguard.client.policy.MeterPolicy;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.ProxyEndpoint;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.Redaction;
import io.hopguard.client.policy.TlsPolicy;
import io.hopguard.client.policy.TlsVersion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in plain words what a client does. */
final class Description {
    /** Who is told of calls, and what. */
    private static final Set<String> WATCHING = Set.of("logs:", "redaction:", "metrics:", "listeners:", "traces:");

    private Description() {}

    static String of(ClientSettings s) {
        StringBuilder out = new StringBuilder(1_000);
        line(out, "client", s.name() + (s.baseUri() == null ? ", absolute URIs" : ", base URI " + s.shownBaseUri()));
        line(out, "auth", s.auth() == null ? "none" : s.auth().toString());
        line(out, "cookies", s.cookieJar() == null ? "none are kept" : "in a jar");
        line(out, "timeouts", timeouts(s));
        line(out, "retry", retry(s));
        line(out, "retry budget", budget(s));
        line(out, "circuit breaker", breaker(s));
        line(out, "bulkhead", bulkhead(s));
        line(out, "redirects", redirects(s));
        line(out, "connections", connections(s));
        line(out, "proxy", proxy(s.policies().proxy()));
        line(out, "address guard", guard(s));
        line(
                out,
                "limits",
                "response body " + s.policies().limits().maxBodyBytes() + " bytes, streamed "
                        + s.policies().limits().maxStreamBytes() + " bytes, "
                        + (s.policies().limits().decompress()
                                ? "gzip and deflate undone up to "
                                        + s.policies().limits().maxDecodedRatio() + " times the size, "
                                : "not decompressed, ")
                        + s.policies().limits().maxHeaders() + " header fields of "
                        + s.policies().limits().maxHeaderLineBytes() + " bytes");
        line(
                out,
                "next hop",
                s.budgetHeader() == null
                        ? "is not told the time left"
                        : "is told the time left, less "
                                + text(s.policies().timeouts().budgetMargin()) + ", in "
                                + s.budgetHeader().headerName());
        line(out, "request id", s.requestIdHeader() == null ? "is not told" : "is told in " + s.requestIdHeader());
        line(out, "logs", logs(s.policies().logs()));
        line(out, "redaction", redaction(s.policies().redaction()));
        hops(out, s);
        line(
                out,
                "body codec",
                s.codec() == null ? "none" : s.codec().getClass().getSimpleName());
        line(
                out,
                "default headers",
                s.headers().size() == 0 ? "none" : s.headers().toString());
        line(
                out,
                "diagnosis",
                s.diagnoser() == Diagnoser.standard() ? "the products that Hopguard knows" : "a diagnoser of your own");
        line(
                out,
                "metrics",
                s.meterRegistry() == null ? "off" : meters(s.policies().meters()));
        line(out, "listeners", listeners(s));
        line(
                out,
                "traces",
                s.observationRegistry() == null
                        ? "off"
                        : ObservationNames.CALL + ", " + ObservationNames.ATTEMPT + "; requests carry the trace on");
        line(out, "TLS", tls(s));
        line(out, "pipeline", pipeline(s));
        return out.toString();
    }

    /** Of all lines those about who is told of calls, and what. */
    static List<String> watching(ClientSettings s) {
        return of(s).lines()
                .filter(line -> WATCHING.contains(line.substring(0, line.indexOf(' '))))
                .toList();
    }

    private static String logs(LogPolicy logs) {
        if (!logs.enabled()) {
            return "no lines about calls and states";
        }
        String slow = logs.slowAfter() == null ? "half of its limit" : text(logs.slowAfter());
        return "for each target " + logs.linesPerWindow() + " lines in " + text(logs.window())
                + ", then a summary; an answered call is slow after " + slow;
    }

    private static String redaction(Redaction redaction) {
        if (redaction.headers().isEmpty() && redaction.patterns().isEmpty()) {
            return "query values, credentials, headers and bodies are not shown";
        }
        return "besides query values, credentials, headers and bodies: headers " + new TreeSet<>(redaction.headers())
                + ", patterns " + redaction.patterns();
    }

    private static void hops(StringBuilder out, ClientSettings s) {
        if (s.hops().hops().isEmpty()) {
            return;
        }
        StringBuilder chain =
                new StringBuilder("client " + text(s.policies().timeouts().total()));
        s.hops()
                .hops()
                .forEach(hop ->
                        chain.append(" > ").append(hop.name()).append(' ').append(text(hop.patience())));
        line(out, "hops", chain.toString());
        for (HopPlan.Finding finding : s.hopFindings()) {
            String value = finding.hop() + " is " + text(finding.value()) + "; ";
            line(out, finding.error() ? "hop error" : "hop warning", value + finding.advice());
        }
    }

    private static String timeouts(ClientSettings s) {
        return "a call ends within " + text(s.policies().timeouts().total())
                + "; an attempt that another may follow within "
                + text(s.policies().timeouts().attempt()) + ", the last one gets what is left; lease "
                + text(s.policies().timeouts().lease()) + ", connect "
                + text(s.policies().timeouts().connect()) + ", TLS "
                + text(s.policies().timeouts().tls()) + ", between body bytes "
                + text(s.policies().timeouts().idle())
                + "; a streamed body " + text(s.policies().timeouts().streamTotal()) + ", between its bytes "
                + text(s.policies().timeouts().streamIdle())
                + "; no attempt starts with less than "
                + text(s.policies().timeouts().minAttempt());
    }

    private static String retry(ClientSettings s) {
        if (s.policies().retry().maxAttempts() == 1) {
            return "off";
        }
        return "up to " + s.policies().retry().maxAttempts() + " attempts; back-off "
                + text(s.policies().retry().baseDelay())
                + " doubling to " + text(s.policies().retry().maxDelay()) + ", "
                + s.policies().retry().jitter().name().toLowerCase(java.util.Locale.ROOT) + " jitter; statuses "
                + new TreeSet<>(s.policies().retry().statuses())
                + " and lost connections of idempotent or keyed requests, never-sent requests of any method;"
                + " Retry-After is never undercut";
    }

    private static String budget(ClientSettings s) {
        return s.policies().retryBudget().enabled()
                ? "retries per target at most " + s.policies().retryBudget().ratio() + " x calls + "
                        + s.policies().retryBudget().perSuccess() + " x successes + "
                        + s.policies().retryBudget().reserve()
                : "off";
    }

    private static String breaker(ClientSettings s) {
        if (!s.policies().circuitBreaker().enabled()) {
            return "off";
        }
        if (s.breakerRegistry() != null) {
            return "one for each target, from the given registry and with its configuration";
        }
        return "one for each target; opens at " + s.policies().circuitBreaker().failureRateThreshold()
                + " % failures of the last "
                + s.policies().circuitBreaker().slidingWindowSize() + " attempts (at least "
                + s.policies().circuitBreaker().minimumNumberOfCalls() + "), for "
                + text(s.policies().circuitBreaker().openFor())
                + ", then " + s.policies().circuitBreaker().halfOpenCalls() + " probes";
    }

    private static String bulkhead(ClientSettings s) {
        return s.policies().bulkhead().enabled()
                ? s.policies().bulkhead().maxConcurrentCalls() + " calls at once; others wait up to "
                        + text(s.policies().bulkhead().maxWait())
                : "off";
    }

    private static String redirects(ClientSettings s) {
        if (!s.policies().redirects().enabled()) {
            return "off";
        }
        String origins = s.policies().redirects().crossOrigin()
                ? "; to other origins too, but without secrets and not from https to http"
                : ", on the same origin";
        return (s.policies().redirects().unsafeMethods() ? "of all requests up to " : "of safe requests up to ")
                + s.policies().redirects().maxRedirects()
                + origins;
    }

    private static String connections(ClientSettings s) {
        return "at most " + s.maxPerTarget() + " for each target, " + s.maxTotal() + " in all; idle ones kept "
                + text(s.policies().connections().keepAlive()) + ", none older than "
                + text(s.policies().connections().timeToLive())
                + "; addresses of a host kept "
                + text(s.policies().connections().dnsTimeToLive()) + ", and "
                + text(s.policies().connections().dnsStaleFor()) + " more while DNS fails";
    }

    private static String meters(MeterPolicy meters) {
        String buckets = meters.slo().stream().map(Description::text).collect(Collectors.joining(", "));
        return "hopguard.client.calls, hopguard.client.attempts and the rest of hopguard.client.*; "
                + (meters.histograms()
                        ? "calls and attempts with buckets at " + buckets + ", and at 80 % and 100 % of timeouts.total"
                        : "no histograms")
                + "; routes by name: " + meters.maxTemplates() + " templates, " + meters.maxLiterals()
                + " paths without a variable; targets by name: " + meters.maxTargets();
    }

    private static String tls(ClientSettings s) {
        TlsPolicy tls = s.policies().tls();
        String versions = tls.minVersion() == TlsVersion.TLS_1_3 ? "1.3" : "1.3 and 1.2";
        if (s.sslContext() != null) {
            return versions + "; trust and keys of the given context";
        }
        String trust = tls.trust() != null ? "the certificates of " + tls.trust() : "what the JDK trusts";
        String also = tls.trustAlso() != null ? " and the certificates of " + tls.trustAlso() : "";
        String key = tls.key() != null ? "; presents the key of " + tls.key() : "";
        String chain = tls.certificates() != null ? " with the chain of " + tls.certificates() : "";
        String looked = tls.filesSet() ? "; looks for changed files every " + text(tls.reloadEvery()) : "";
        return versions + "; trusts " + trust + also + key + chain + looked;
    }

    private static String proxy(ProxyPolicy proxy) {
        if (!proxy.anySet()) {
            return "none";
        }
        String through = String.valueOf(proxy.http()).equals(String.valueOf(proxy.https()))
                ? String.valueOf(proxy.http())
                : "for http targets " + shown(proxy.http()) + ", for https targets " + shown(proxy.https());
        return through + (proxy.noProxy().isEmpty() ? "" : "; not for " + String.join(", ", proxy.noProxy()));
    }

    private static String shown(@Nullable ProxyEndpoint proxy) {
        return proxy == null ? "none" : proxy.toString();
    }

    private static String guard(ClientSettings s) {
        if (s.addressGuard() == null) {
            return "off";
        }
        return s.policies().proxy().anySet() ? "on, but behind the proxy only for addresses written in a URI" : "on";
    }

    private static String listeners(ClientSettings s) {
        long threads = s.listeners().stream()
                .filter(listener -> listener.executor() == null)
                .count();
        return s.listeners().isEmpty()
                ? "none"
                : threads + " told by threads of their own, " + (s.listeners().size() - threads)
                        + " by executors of yours";
    }

    private static String pipeline(ClientSettings s) {
        StringBuilder chain = new StringBuilder(s.observationRegistry() == null ? "" : "Trace call > ");
        chain.append("Guard > Identify > Observe call");
        chain.append(" > Decode");
        chain.append(s.policies().bulkhead().enabled() ? " > Admit" : "");
        chain.append(" > Call interceptor".repeat(s.callInterceptors().size()));
        chain.append(s.policies().redirects().enabled() ? " > Redirect" : "");
        chain.append(s.auth() != null && s.auth().tokenSource() != null ? " > Auth" : "");
        chain.append(" > Retry");
        chain.append(" > Attempt interceptor".repeat(s.attemptInterceptors().size()));
        chain.append(s.keepsSecretsFromInterceptors() ? " > Abroad" : "");
        chain.append(s.cookieJar() == null ? "" : " > Cookies");
        chain.append(s.policies().circuitBreaker().enabled() ? " > Breaker" : "");
        chain.append(s.observationRegistry() == null ? "" : " > Trace attempt");
        chain.append(s.requestIdHeader() == null ? "" : " > Tell id");
        return chain.append(" > Budget > Diagnose > Transport").toString();
    }

    private static String text(Duration duration) {
        return Problems.shown(duration);
    }

    private static void line(StringBuilder out, String name, String value) {
        out.append(String.format("%-16s %s%n", name + ":", value));
    }
}
