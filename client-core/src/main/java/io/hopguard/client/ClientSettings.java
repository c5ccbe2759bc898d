package io.hopguard.client;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.CookieJar;
import io.hopguard.client.extend.Interceptor;
import io.hopguard.client.http.Headers;
import io.hopguard.client.internal.breaker.UserRegistry;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.observe.ListenerObserver;
import io.hopguard.client.policy.Redaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Everything a client is built from, checked.
 *
 * @param declaredSecret the headers that are to be masked, in lower case, also where the redaction is still that of before
 */
record ClientSettings(
        String name,
        @Nullable BaseUri baseUri,
        Headers headers,
        @Nullable Auth auth,
        @Nullable CookieJar cookieJar,
        String userAgent,
        ClientPolicies policies,
        Set<String> declaredSecret,
        @Nullable BudgetHeader budgetHeader,
        @Nullable String requestIdHeader,
        HopPlan hops,
        @Nullable BodyCodec codec,
        List<Interceptor> callInterceptors,
        List<Interceptor> attemptInterceptors,
        List<ListenerObserver.Registered> listeners,
        @Nullable MeterRegistry meterRegistry,
        @Nullable ObservationRegistry observationRegistry,
        @Nullable UserRegistry breakerRegistry,
        @Nullable SSLContext sslContext,
        @Nullable AddressGuard addressGuard,
        @Nullable Executor executor,
        Diagnoser diagnoser,
        Internals internals) {

    /**
     * What tests replace.
     *
     * @param transport stands for the network, or null for the real one
     * @param diagnosis stands for the diagnoser, or null for the real one
     */
    record Internals(
            Time time,
            DoubleSupplier random,
            @Nullable Stage transport,
            @Nullable Function<Facts, Diagnosis> diagnosis) {}

    /** With what watches over the calls of a client: that is there from its beginning to its end. */
    ClientSettings watchedAs(ClientSettings first) {
        return watched(
                policies.watchedAs(first.policies), first.listeners, first.meterRegistry, first.observationRegistry);
    }

    /** What was asked for, where nothing is not a wish to do without. */
    ClientSettings watchedAtLeastAs(ClientSettings first) {
        return watched(
                policies,
                listeners.isEmpty() ? first.listeners : listeners,
                meterRegistry == null ? first.meterRegistry : meterRegistry,
                observationRegistry == null ? first.observationRegistry : observationRegistry);
    }

    private ClientSettings watched(
            ClientPolicies rules,
            List<ListenerObserver.Registered> told,
            @Nullable MeterRegistry meters,
            @Nullable ObservationRegistry observations) {
        return new ClientSettings(
                name,
                baseUri,
                headers,
                auth,
                cookieJar,
                userAgent,
                rules,
                declaredSecret,
                budgetHeader,
                requestIdHeader,
                hops,
                codec,
                callInterceptors,
                attemptInterceptors,
                told,
                meters,
                observations,
                breakerRegistry,
                sslContext,
                addressGuard,
                executor,
                diagnoser,
                internals);
    }

    /** What concludes from facts. */
    Function<Facts, Diagnosis> diagnosis() {
        Function<Facts, Diagnosis> all = internals.diagnosis() != null ? internals.diagnosis() : diagnoser::diagnose;
        boolean shown = policies.redaction().headers().isEmpty()
                && policies.redaction().patterns().isEmpty();
        return shown ? all : facts -> all.apply(facts).showing(this::redacted);
    }

    private Evidence redacted(Evidence evidence) {
        Redaction redaction = policies.redaction();
        boolean secret = redaction.headers().contains(evidence.field().toLowerCase(Locale.ROOT));
        String value = secret ? "(present)" : redaction.apply(evidence.value());
        return new Evidence(evidence.field(), value, evidence.meaning());
    }

    /** The base URI without what is not to be shown of it. */
    String shownBaseUri() {
        return policies.redaction().apply(String.valueOf(baseUri));
    }

    /** What masks texts about requests, or null where nothing is to be masked. */
    @Nullable
    UnaryOperator<String> masking() {
        return policies.redaction().patterns().isEmpty() ? null : policies.redaction();
    }

    /** As many as the bulkhead admits, unless chosen. */
    int maxPerTarget() {
        boolean follow =
                !policies.connections().maxPerTargetSet() && policies.bulkhead().enabled();
        return follow
                ? Math.max(
                        policies.connections().maxPerTarget(),
                        policies.bulkhead().maxConcurrentCalls())
                : policies.connections().maxPerTarget();
    }

    /** Whether an attempt interceptor could add a secret to a request that was redirected to another origin. */
    boolean keepsSecretsFromInterceptors() {
        return policies.redirects().enabled() && policies.redirects().crossOrigin() && !attemptInterceptors.isEmpty();
    }

    /** The headers that are for one origin only although their names may not say so, in lower case. */
    Set<String> secretHeaders() {
        Set<String> all = new HashSet<>(policies.redirects().secretHeaders());
        all.addAll(policies.redaction().headers());
        all.addAll(declaredSecret);
        if (auth != null) {
            all.add(auth.headerName().toLowerCase(Locale.ROOT));
        }
        return Set.copyOf(all);
    }

    /** Never less than for one target, unless chosen. */
    int maxTotal() {
        return policies.connections().maxTotalSet()
                ? policies.connections().maxTotal()
                : Math.max(policies.connections().maxTotal(), maxPerTarget());
    }

    /** What does not fit in the declared chain of hops, this client being its first link. */
    List<HopPlan.Finding> hopFindings() {
        return hops.check(policies.timeouts().total(), policies.connections().keepAlive());
    }
}
