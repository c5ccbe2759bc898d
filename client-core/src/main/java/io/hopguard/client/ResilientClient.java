package io.hopguard.client;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.TokenSource;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.http.UriTemplate;
import io.hopguard.client.internal.auth.Tokens;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.internal.trace.CallTracing;
import io.hopguard.client.internal.transport.HcConnections;
import io.hopguard.client.internal.transport.HcTransport;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that survives bad gateways: retries within a budget, a circuit breaker for each target, one deadline over
 * everything, typed exceptions that tell the story.
 *
 * <p>Make one for each service, keep it, and {@link #close()} it in the end. Thread-safe.
 *
 * <pre>{@code
 * ResilientClient client = ResilientClient.builder()
 *     .baseUri("https://api.example.com")
 *     .timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(2)))
 *     .build();
 * Order order = client.get("/orders/{id}", 42).fetch(Order.class);
 * }</pre>
 */
public final class ResilientClient implements AutoCloseable {
    private static final int MAX_TEMPLATES = 1_000;

    /** So long cancelled calls have to get off; they need some milliseconds. */
    private static final long ENDING_NANOS = 1_000_000_000;

    private final ClientSettings settings;
    private final Calls calls;
    private final AsyncCalls async;
    private final DeadlineReaper reaper;
    private final @Nullable HcTransport transport;
    private final @Nullable Tokens tokens;
    private final ClientObservers observers;
    private final StateReader state;
    private final @Nullable ExecutorService ownThreads;
    private final Map<String, UriTemplate> templates = new ConcurrentHashMap<>();
    private volatile boolean accepting = true;
    private volatile boolean closed;

    ResilientClient(ClientSettings settings, @Nullable TlsContexts tls) {
        this.settings = settings;
        Time time = settings.internals().time();
        this.reaper = new DeadlineReaper(time, settings.name());
        Stage replaced = settings.internals().transport();
        this.transport = replaced == null ? openTransport(settings, tls) : null;
        this.tokens = openTokens(settings);
        Executor executor = settings.executor();
        this.ownThreads = executor == null ? AsyncThreads.open(settings.name(), settings.maxPerTarget()) : null;
        Stage wire = replaced != null ? replaced : Objects.requireNonNull(transport);
        this.observers = ClientObservers.open(settings, reaper);
        if (transport != null) {
            transport.showFigures(observers.all());
        }
        CallTracing tracing = tracing(settings);
        Pipeline stages = new Pipeline(settings, observers.all(), reaper, tokens, tracing, () -> closed);
        Stage pipeline = stages.assemble(wire);
        this.state = new StateReader(settings.name(), observers.figures(), stages.breakers());
        Executor threads = executor != null ? executor : Objects.requireNonNull(ownThreads);
        this.calls = new Calls(settings, observers.all(), pipeline, reaper, tracing, () -> accepting);
        this.async = new AsyncCalls(calls, threads, reaper, time, () -> accepting);
        if (time.passesByItself()) {
            reaper.start();
        }
    }

    private static @Nullable CallTracing tracing(ClientSettings settings) {
        ObservationRegistry registry = settings.observationRegistry();
        return registry == null
                ? null
                : new CallTracing(registry, settings.name(), settings.policies().meters());
    }

    private static @Nullable Tokens openTokens(ClientSettings settings) {
        Auth auth = settings.auth();
        TokenSource source = auth == null ? null : auth.tokenSource();
        return source == null ? null : new Tokens(source, settings.internals().time()::nanos, settings.name());
    }

    private static HcTransport openTransport(ClientSettings settings, @Nullable TlsContexts tls) {
        HcConnections.Settings connections = new HcConnections.Settings(
                settings.policies().connections(),
                settings.maxPerTarget(),
                settings.maxTotal(),
                settings.policies().timeouts().tls(),
                new HcConnections.Tls(
                        settings.sslContext(), tls, settings.policies().tls().minVersion()),
                settings.addressGuard(),
                settings.policies().proxy());
        return new HcTransport(
                settings.name(),
                connections,
                settings.policies().timeouts(),
                settings.policies().limits(),
                settings.userAgent());
    }

    /**
     * Starts a client with the defaults, which are those for production.
     *
     * @return a builder, not thread-safe
     */
    public static ResilientClientBuilder builder() {
        return new ResilientClientBuilder();
    }

    /**
     * A GET.
     *
     * @param template a path below the base URI, or an absolute URI where there is none; may have variables
     * @param values the variables' values in order
     * @return the request in the making
     */
    public RequestSpec get(String template, Object... values) {
        return request("GET", template, values);
    }

    /**
     * A HEAD.
     *
     * @param template the path
     * @param values the variables' values in order
     * @return the request in the making
     */
    public RequestSpec head(String template, Object... values) {
        return request("HEAD", template, values);
    }

    /**
     * A POST. It is retried only where it was provably never sent, unless it has an idempotency key.
     *
     * @param template the path
     * @param values the variables' values in order
     * @return the request in the making
     */
    public RequestSpec post(String template, Object... values) {
        return request("POST", template, values);
    }

    /**
     * A PUT.
     *
     * @param template the path
     * @param values the variables' values in order
     * @return the request in the making
     */
    public RequestSpec put(String template, Object... values) {
        return request("PUT", template, values);
    }

    /**
     * A PATCH. It is retried only where it was provably never sent, unless it has an idempotency key.
     *
     * @param template the path
     * @param values the variables' values in order
     * @return the request in the making
     */
    public RequestSpec patch(String template, Object... values) {
        return request("PATCH", template, values);
    }

    /**
     * A DELETE.
     *
     * @param template the path
     * @param values the variables' values in order
     * @return the request in the making
     */
    public RequestSpec delete(String template, Object... values) {
        return request("DELETE", template, values);
    }

    /**
     * Any method.
     *
     * @param method the method, a token
     * @param template the path
     * @param values the variables' values in order
     * @return the request in the making
     * @throws io.hopguard.client.error.InvalidRequestException when the template cannot be read
     */
    public RequestSpec request(String method, String template, Object... values) {
        UriTemplate known = templates.get(template);
        if (known == null) {
            known = UriTemplate.of(template);
            if (templates.size() < MAX_TEMPLATES) {
                templates.put(template, known);
            }
        }
        return new RequestSpec(this, method, known, true, values);
    }

    /**
     * Any method, for a URI that is complete. Its path is not used as a route in messages and metrics.
     *
     * @param method the method, a token
     * @param uri an absolute URI, or a path where the client has a base URI
     * @return the request in the making
     * @throws io.hopguard.client.error.InvalidRequestException when the URI cannot be used
     */
    public RequestSpec request(String method, URI uri) {
        return new RequestSpec(this, method, UriTemplate.of(uri.toASCIIString()), false);
    }

    /**
     * Sends a request that is complete, and hands out any response; for those who adapt other interfaces to this client.
     * The client's own headers and credentials are added to it.
     *
     * @param request the request; where the client has a base URI, one for its origin, whatever the path
     * @return the response; {@link Response#orThrow()} turns a failure status into its exception
     * @throws InvalidRequestException when it leads to another origin than that of the base URI
     * @throws io.hopguard.client.error.HopguardException when no whole response came
     */
    public Response send(Request request) {
        return calls.make(own(request), calls.any());
    }

    /**
     * As {@link #send(Request)}, but the body of a success is handed out as it comes, within {@code timeouts.streamTotal}.
     * That of any other status has been read, up to {@code limits.maxBodyBytes}.
     *
     * @param request the request
     * @return the response, whatever its status is; close it
     * @throws InvalidRequestException when it leads to another origin than that of the base URI
     * @throws io.hopguard.client.error.HopguardException when there was no head of a response
     */
    public StreamedResponse open(Request request) {
        return calls.make(own(request), calls.streamOfAny());
    }

    /** With what the client adds to its requests, which no other origin may learn. */
    private Request own(Request request) {
        BaseUri base = settings.baseUri();
        if (base != null && !request.target().equals(base.target())) {
            throw new InvalidRequestException("URI: leads to " + request.target() + ", but the client has the base URI "
                    + base + "; use a client without a base URI, or one for that origin");
        }
        return request.toBuilder()
                .headers(request.headers().over(settings.headers()))
                .build();
    }

    /**
     * What this client does, in plain words: the effective configuration and the pipeline.
     *
     * @return several lines, without secrets
     */
    public String describe() {
        return Description.of(settings);
    }

    /**
     * How this client is now: circuit breakers and retry budgets of its targets, bulkhead and pool. Cheap, and free for calls; may
     * be asked also after the client was closed.
     *
     * @return a picture that does not change
     */
    public ClientState state() {
        return state.read();
    }

    /**
     * A target's circuit breaker, to be reset or set by force. That of a target that no call went to yet is made; of more than 1,000
     * targets some are forgotten, and what was set for them.
     *
     * @param target scheme, host and port, as {@link ClientState} and events have it, or by {@link Target#of(String)}
     * @return the breaker, of which changes hold at once
     * @throws IllegalStateException when the client's circuit breakers are off
     */
    public BreakerControl breaker(Target target) {
        PerTarget<Breaker> breakers = state.breakers();
        if (breakers == null) {
            throw new IllegalStateException("the circuit breakers of client " + settings.name()
                    + " are off; switch them on with circuitBreaker.enabled");
        }
        return new BreakerControl(target, breakers.of(target));
    }

    /**
     * As {@link #close(Duration)} without any grace: ends all calls under way with a
     * {@link io.hopguard.client.error.CallCancelledException} and frees everything.
     */
    @Override
    public void close() {
        close(Duration.ZERO);
    }

    /**
     * Refuses new calls with a {@link io.hopguard.client.error.ClientClosedException}, lets those under way finish, open
     * response streams and asynchronous calls that still wait for a thread among them, ends the others after the grace
     * period, and frees everything: afterwards no thread of this client runs, but for a DNS lookup that hangs in the
     * operating system and a listener that neither returns nor heeds an interrupt.
     *
     * <p>Listeners are told what is still queued for them within what is left of the grace period, at least 250 ms; then they are
     * interrupted.
     *
     * <p>Returns early when all calls have ended, or when the thread is interrupted, which ends the grace period and keeps
     * the flag. May be called again, by any thread but one of a call under way.
     *
     * @param grace how long calls under way may take; 0 ends them at once
     * @return true when every call had ended by itself
     * @throws IllegalArgumentException when the grace period is negative
     */
    public boolean close(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace: " + grace + "; must not be negative");
        }
        accepting = false;
        if (closed) {
            return reaper.watched() == 0;
        }
        Deadline end = Deadline.after(
                Deadline.saturatedNanos(grace), settings.internals().time()::nanos);
        boolean idle = reaper.awaitIdle(end.remainingNanos());
        closed = true;
        reaper.endAll(CallControl.End.CLOSED);
        reaper.awaitIdle(ENDING_NANOS);
        if (transport != null) {
            transport.close();
        }
        if (tokens != null) {
            tokens.close();
        }
        if (ownThreads != null) {
            ownThreads.shutdown();
        }
        reaper.close();
        observers.close(end.remainingNanos());
        return idle;
    }

    ClientSettings settings() {
        return settings;
    }

    AsyncCalls async() {
        return async;
    }

    Calls calls() {
        return calls;
    }

    /** Who is told what happens; for tests. */
    ClientObservers observers() {
        return observers;
    }

    /** Connections in use; for tests. */
    int leasedConnections() {
        return transport == null ? 0 : transport.leased();
    }

    /** Calls that the reaper watches; for tests. */
    int callsUnderWay() {
        return reaper.watched();
    }

    /** Connections that are kept for the next call; for tests. */
    int keptConnections() {
        return transport == null ? 0 : transport.kept();
    }

    @Override
    public String toString() {
        return "ResilientClient " + settings.name()
                + (settings.baseUri() == null ? "" : " for " + settings.shownBaseUri());
    }
}
