package io.hopguard.client;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.budget.HopPlan;
import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.CookieJar;
import io.hopguard.client.extend.Interceptor;
import io.hopguard.client.http.Headers;
import io.hopguard.client.internal.breaker.UserRegistry;
import io.hopguard.client.internal.kernel.SkippingTime;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.observe.ListenerObserver;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.policy.BulkheadPolicy;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.policy.LogPolicy;
import io.hopguard.client.policy.MeterPolicy;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.Redaction;
import io.hopguard.client.policy.RedirectPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.RetryBudgetPolicy;
import io.hopguard.client.policy.RetryPolicy;
import io.hopguard.client.policy.TimeoutPolicy;
import io.hopguard.client.policy.TlsPolicy;
import io.hopguard.client.testing.SkippedWaits;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Collects the configuration of a {@link ResilientClient}. Not thread-safe. Everything has a default that is fit for
 * production; {@link #build()} checks all of it at once.
 */
public final class ResilientClientBuilder {
    private String name = "default";
    private @Nullable String baseUri;
    private Headers headers = Headers.empty();
    private @Nullable Auth auth;
    private @Nullable CookieJar cookieJar;
    private String userAgent = "hopguard";
    private final ClientPolicies.Draft policies = new ClientPolicies.Draft();
    private @Nullable BudgetHeader budgetHeader = BudgetHeader.X_TIMEOUT_BUDGET_MS;
    private @Nullable String requestIdHeader = "X-Request-Id";
    private final HopPlan.Builder hops = HopPlan.builder();
    private @Nullable BodyCodec codec;
    private final List<Interceptor> callInterceptors = new ArrayList<>();
    private final List<Interceptor> attemptInterceptors = new ArrayList<>();
    private final List<ListenerObserver.Registered> listeners = new ArrayList<>();
    private @Nullable MeterRegistry meterRegistry;
    private @Nullable ObservationRegistry observationRegistry;
    private @Nullable UserRegistry breakerRegistry;
    private @Nullable SSLContext sslContext;
    private @Nullable AddressGuard addressGuard;
    private @Nullable Executor executor;
    private Diagnoser diagnoser = Diagnoser.standard();
    private ClientSettings.Internals internals = new ClientSettings.Internals(
            Time.SYSTEM, () -> ThreadLocalRandom.current().nextDouble(), null, null);

    ResilientClientBuilder() {}

    /**
     * Names the client in metrics, logs and thread names.
     *
     * @param value the name, by default {@code default}
     * @return this
     */
    public ResilientClientBuilder name(String value) {
        this.name = value;
        return this;
    }

    /**
     * Where relative paths lead. With a base URI, absolute URIs are refused.
     *
     * @param value an http or https URI, possibly with a path; by default none
     * @return this
     */
    public ResilientClientBuilder baseUri(String value) {
        this.baseUri = value;
        return this;
    }

    /**
     * Adds a header to every request.
     *
     * @param headerName its name
     * @param value its value
     * @return this
     * @throws InvalidRequestException when the name or value is not allowed on the wire
     */
    public ResilientClientBuilder header(String headerName, String value) {
        this.headers = headers.plus(headerName, value);
        return this;
    }

    /**
     * How the client proves who it is. Needs a base URI, so that credentials go to one origin only.
     *
     * @param value the credentials, for example {@link Auth#basic}; by default none
     * @return this
     */
    public ResilientClientBuilder auth(Auth value) {
        this.auth = value;
        return this;
    }

    /**
     * Keeps cookies between calls. A {@code Cookie} header on a request takes the place of the jar's cookies.
     *
     * @param value the jar, for example {@link MemoryCookieJar#create()}; by default cookies are neither kept nor sent
     * @return this
     */
    public ResilientClientBuilder cookieJar(CookieJar value) {
        this.cookieJar = value;
        return this;
    }

    /**
     * What the client calls itself.
     *
     * @param value the User-Agent, by default {@code hopguard}
     * @return this
     */
    public ResilientClientBuilder userAgent(String value) {
        this.userAgent = value;
        return this;
    }

    /**
     * How long things may take.
     *
     * @param change changes the policy; by default: total 10 s, attempt 3 s
     * @return this
     */
    public ResilientClientBuilder timeouts(Consumer<TimeoutPolicy.Builder> change) {
        change.accept(policies.timeouts);
        return this;
    }

    /**
     * What is tried again, how often and after how long.
     *
     * @param change changes the policy; by default: 3 attempts, 100 ms doubling to 2 s, full jitter
     * @return this
     */
    public ResilientClientBuilder retry(Consumer<RetryPolicy.Builder> change) {
        change.accept(policies.retry);
        return this;
    }

    /**
     * How much load retries may add.
     *
     * @param change changes the policy; by default: 0.1 for each call, 2 for each success, and 10
     * @return this
     */
    public ResilientClientBuilder retryBudget(Consumer<RetryBudgetPolicy.Builder> change) {
        change.accept(policies.retryBudget);
        return this;
    }

    /**
     * When a target is given a rest.
     *
     * @param change changes the policy; by default: 80 % of the last 50 attempts, at least 20; 5 s
     * @return this
     */
    public ResilientClientBuilder circuitBreaker(Consumer<CircuitBreakerPolicy.Builder> change) {
        change.accept(policies.circuitBreaker);
        return this;
    }

    /**
     * How many calls may be under way.
     *
     * @param change changes the policy; by default: 64, others wait up to 5 s
     * @return this
     */
    public ResilientClientBuilder bulkhead(Consumer<BulkheadPolicy.Builder> change) {
        change.accept(policies.bulkhead);
        return this;
    }

    /**
     * Which redirects of safe requests are followed.
     *
     * @param change changes the policy; by default: up to 5 on the same origin
     * @return this
     */
    public ResilientClientBuilder redirects(Consumer<RedirectPolicy.Builder> change) {
        change.accept(policies.redirects);
        return this;
    }

    /**
     * The connection pool.
     *
     * @param change changes the policy; by default: 64 for each target, 256 in all
     * @return this
     */
    public ResilientClientBuilder connections(Consumer<ConnectionPolicy.Builder> change) {
        change.accept(policies.connections);
        return this;
    }

    /**
     * The forward proxy on the way.
     *
     * @param change changes the policy; by default: none, and the environment is not asked
     * @return this
     */
    public ResilientClientBuilder proxy(Consumer<ProxyPolicy.Builder> change) {
        change.accept(policies.proxy);
        return this;
    }

    /**
     * What a response may be at the most.
     *
     * @param change changes the policy; by default: 10 MiB
     * @return this
     */
    public ResilientClientBuilder limits(Consumer<ResponseLimits.Builder> change) {
        change.accept(policies.limits);
        return this;
    }

    /**
     * How the time that is left is told to the next hop.
     *
     * @param value the header, by default {@code X-Timeout-Budget-Ms}, or null to tell nothing
     * @return this
     */
    public ResilientClientBuilder budgetHeader(@Nullable BudgetHeader value) {
        this.budgetHeader = value;
        return this;
    }

    /**
     * How a call's id is told to the next hop, the same with every attempt. The id is what the request has in this header,
     * else what the MDC has as {@code request_id}, else made; what is not 1 to 128 visible ASCII characters does not count.
     *
     * @param value the header, by default {@code X-Request-Id}, or null to tell nothing; log lines and exceptions have an id
     *     all the same
     * @return this
     */
    public ResilientClientBuilder requestIdHeader(@Nullable String value) {
        this.requestIdHeader = value;
        return this;
    }

    /**
     * What is said in the log, and how much of it in an outage.
     *
     * @param change changes the policy; by default: 5 lines for each target in 10 s, then a summary
     * @return this
     */
    public ResilientClientBuilder logs(Consumer<LogPolicy.Builder> change) {
        change.accept(policies.logs);
        return this;
    }

    /**
     * What is not shown in logs, traces, meters and exception messages, on top of what never is: query values, credentials,
     * values of headers, bodies.
     *
     * @param change changes the policy; by default nothing more
     * @return this
     */
    public ResilientClientBuilder redaction(Consumer<Redaction.Builder> change) {
        change.accept(policies.redaction);
        return this;
    }

    /**
     * Declares the hops between this client and the application, outermost first. They change nothing about calls;
     * {@link #build()} checks that each gives up before those in front of it.
     *
     * @param change adds the hops; by default none are known
     * @return this
     */
    public ResilientClientBuilder hops(Consumer<HopPlan.Builder> change) {
        change.accept(hops);
        return this;
    }

    /**
     * Turns values into bodies and back.
     *
     * @param value the codec, by default JSON through the Jackson that is on the class path
     * @return this
     */
    public ResilientClientBuilder codec(BodyCodec value) {
        this.codec = value;
        return this;
    }

    /**
     * Adds an interceptor around each call, outside of the retries; the first added is the outermost.
     *
     * @param value the interceptor
     * @return this
     */
    public ResilientClientBuilder callInterceptor(Interceptor value) {
        callInterceptors.add(value);
        return this;
    }

    /**
     * Adds an interceptor around each attempt, inside of the retries; the first added is the outermost.
     *
     * @param value the interceptor
     * @return this
     */
    public ResilientClientBuilder attemptInterceptor(Interceptor value) {
        attemptInterceptors.add(value);
        return this;
    }

    /**
     * Adds a listener, which is told what happens to calls by a thread of its own: no call waits for it. Past 1,024 events that
     * wait for it, further ones are dropped and counted. The thread ends when the client is closed.
     *
     * @param value the listener
     * @return this
     */
    public ResilientClientBuilder listener(CallListener value) {
        listeners.add(new ListenerObserver.Registered(value, null));
        return this;
    }

    /**
     * Adds a listener that is told by an executor: with {@code Runnable::run} on the thread of the call itself, before the call
     * goes on, which suits tests and small tools. The listener must be quick then, and thread-safe: what the client does to a
     * forgotten stream is told on the thread that watches all deadlines. What the executor refuses is
     * dropped and counted; whether the order is kept, and how many events may wait, is its own affair.
     *
     * @param value the listener
     * @param delivery runs the listener once for each event; not closed by the client
     * @return this
     */
    public ResilientClientBuilder listener(CallListener value, Executor delivery) {
        listeners.add(new ListenerObserver.Registered(value, delivery));
        return this;
    }

    /**
     * Where meters are registered, under the client's {@link #name}, until the client is closed. Give each client of a
     * registry a name of its own.
     *
     * @param value the registry; by default there are no meters
     * @return this
     */
    public ResilientClientBuilder meterRegistry(MeterRegistry value) {
        this.meterRegistry = value;
        return this;
    }

    /**
     * How much is told to the {@link #meterRegistry}.
     *
     * @param change sets what differs from the defaults
     * @return this
     */
    public ResilientClientBuilder meters(Consumer<MeterPolicy.Builder> change) {
        change.accept(policies.meters);
        return this;
    }

    /**
     * Where calls and attempts are observed: with Micrometer Tracing behind it, each call is a span, each attempt a span
     * below it, and each request carries the trace on, in the place of trace headers of its own.
     *
     * @param value the registry; by default, and with {@link ObservationRegistry#NOOP}, nothing is observed
     * @return this
     */
    public ResilientClientBuilder observationRegistry(ObservationRegistry value) {
        this.observationRegistry = value == ObservationRegistry.NOOP ? null : value;
        return this;
    }

    /**
     * Takes the breakers, named {@code client/target}, from a registry of one's own; its default configuration then rules instead
     * of {@link #circuitBreaker}.
     *
     * @param value the registry; by default breakers are the client's own
     * @return this
     */
    public ResilientClientBuilder circuitBreakerRegistry(CircuitBreakerRegistry value) {
        this.breakerRegistry = new UserRegistry(value);
        return this;
    }

    /**
     * Whom the client trusts and what it presents, from files that are read again when they change.
     *
     * @param change changes the policy; by default: the JDK's trust, no key, TLS 1.2 and newer
     * @return this
     */
    public ResilientClientBuilder tls(Consumer<TlsPolicy.Builder> change) {
        change.accept(policies.tls);
        return this;
    }

    /**
     * Trust and keys for TLS, as a context of one's own instead of the files of {@link #tls}. Host names are checked all
     * the same.
     *
     * @param value the context; by default the JDK's
     * @return this
     */
    public ResilientClientBuilder sslContext(SSLContext value) {
        this.sslContext = value;
        return this;
    }

    /**
     * Which addresses may be connected to.
     *
     * @param value the guard, for example {@link AddressGuard#publicOnly()}; by default every address is allowed
     * @return this
     */
    public ResilientClientBuilder addressGuard(AddressGuard value) {
        this.addressGuard = value;
        return this;
    }

    /**
     * The threads of asynchronous calls.
     *
     * @param value the executor, not closed by the client; by default virtual threads where the runtime has them, else a bounded pool
     * @return this
     */
    public ResilientClientBuilder executor(Executor value) {
        this.executor = value;
        return this;
    }

    /**
     * Who concludes from a failed attempt which hop broke and why.
     *
     * @param value the diagnoser, possibly with products of one's own; by default {@link Diagnoser#standard()}
     * @return this
     */
    public ResilientClientBuilder diagnoser(Diagnoser value) {
        this.diagnoser = value;
        return this;
    }

    /**
     * For tests: the waits between attempts pass at once and are recorded.
     *
     * @param value what records them; by default they are waited for
     * @return this
     */
    public ResilientClientBuilder skipWaits(SkippedWaits value) {
        this.internals = new ClientSettings.Internals(
                new SkippingTime(value), internals.random(), internals.transport(), internals.diagnosis());
        return this;
    }

    /** For tests: other clocks, other chance, another network. */
    ResilientClientBuilder internals(Time time, DoubleSupplier random, @Nullable Stage transport) {
        this.internals = new ClientSettings.Internals(time, random, transport, internals.diagnosis());
        return this;
    }

    /** For tests: other conclusions. */
    ResilientClientBuilder concluding(Function<Facts, Diagnosis> diagnosis) {
        this.internals =
                new ClientSettings.Internals(internals.time(), internals.random(), internals.transport(), diagnosis);
        return this;
    }

    /**
     * Checks everything and builds the client.
     *
     * @return the client
     * @throws InvalidConfigurationException when anything is wrong or does not fit together; names every such property, its
     *     value and the fix
     */
    public ResilientClient build() {
        CheckedSettings checked = check();
        checked.tellOfHops();
        return new ResilientClient(checked);
    }

    /**
     * Checks everything as {@link #build()} does, and reads the files that are named, without building anything.
     *
     * @return what was found to be good, for {@link ResilientClient#reconfigure(CheckedSettings)}
     * @throws InvalidConfigurationException when anything is wrong or does not fit together; names every such property, its
     *     value and the fix
     */
    public CheckedSettings check() {
        Problems problems = new Problems();
        ClientSettings settings = settings(baseUri == null ? null : BaseUri.checked(baseUri, problems));
        problems.require(!name.isBlank(), "name", "'" + name + "'", "give a name, or leave the default");
        Contradictions.checkUserAgent(userAgent, problems);
        settings.policies().check(problems);
        Contradictions.check(settings, problems);
        TlsContexts contexts = settings.policies().tls().filesSet()
                ? TlsContexts.open(settings.policies().tls(), internals.time(), problems)
                : null;
        Contradictions.checkAuth(auth, headers, baseUri != null, problems);
        problems.throwIfAny();
        return new CheckedSettings(settings, contexts);
    }

    private ClientSettings settings(@Nullable BaseUri base) {
        ClientPolicies rules = policies.build();
        return new ClientSettings(
                name,
                base,
                auth == null ? headers : auth.fixed().over(headers),
                auth,
                cookieJar,
                userAgent,
                rules,
                rules.redaction().headers(),
                budgetHeader,
                requestIdHeader,
                hops.build(),
                codec != null ? codec : BodyCodec.detected(),
                List.copyOf(callInterceptors),
                List.copyOf(attemptInterceptors),
                List.copyOf(listeners),
                meterRegistry,
                observationRegistry,
                breakerRegistry,
                sslContext,
                addressGuard,
                executor,
                diagnoser,
                internals);
    }
}
