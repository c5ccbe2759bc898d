package io.hopguard.client;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.http.UriTemplate;
import io.hopguard.client.policy.InvalidConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final int MAX_TEMPLATES = 1_000;

    /** Each has threads and a pool of its own. */
    private static final int MAX_RETIRING = 16;

    private final ClientObservers observers;
    private final Map<String, UriTemplate> templates = new ConcurrentHashMap<>();
    private final Set<Engine> retiring = ConcurrentHashMap.newKeySet();

    /** Held while engines are exchanged, and to say that none is any more; never while anything is waited for. */
    private final ReentrantLock exchanging = new ReentrantLock();

    private volatile Engine engine;
    private boolean closing;
    private volatile boolean closed;

    ResilientClient(CheckedSettings checked) {
        this.observers = ClientObservers.open(checked.settings());
        try {
            this.engine = new Engine(checked.settings(), checked.tls(), observers, null);
            engine.takeOver(null, observers);
        } catch (RuntimeException | Error e) {
            observers.close(0);
            throw e;
        }
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
        return engine.make(settings -> own(request, settings), Calls::any, this::engine);
    }

    /**
     * As {@link #send(Request)}, of a request that is made for the base URI under which it is sent. So none fails because the settings
     * change between making and sending it.
     *
     * @param request makes the request, from the base URI without a slash at its end, or null where the client has none; may be asked
     *     more than once before anything is sent
     * @return the response
     * @throws InvalidRequestException when the request leads to another origin than that of the base URI
     * @throws io.hopguard.client.error.HopguardException when no whole response came
     */
    public Response send(Function<@Nullable String, Request> request) {
        return engine.make(settings -> made(request, settings), Calls::any, this::engine);
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
        return engine.make(settings -> own(request, settings), Calls::streamOfAny, this::engine);
    }

    /**
     * As {@link #open(Request)}, of a request that is made for the base URI under which it is sent, as with {@link #send(Function)}.
     *
     * @param request makes the request, from the base URI without a slash at its end, or null where the client has none; may be asked
     *     more than once before anything is sent
     * @return the response, whatever its status is; close it
     * @throws InvalidRequestException when the request leads to another origin than that of the base URI
     * @throws io.hopguard.client.error.HopguardException when there was no head of a response
     */
    public StreamedResponse open(Function<@Nullable String, Request> request) {
        return engine.make(settings -> made(request, settings), Calls::streamOfAny, this::engine);
    }

    private static Request made(Function<@Nullable String, Request> request, ClientSettings settings) {
        BaseUri base = settings.baseUri();
        return own(request.apply(base == null ? null : base.toString()), settings);
    }

    /** With what the client adds to its requests, which no other origin may learn. */
    private static Request own(Request request, ClientSettings settings) {
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
        return Description.of(engine.settings());
    }

    /**
     * How this client is now: circuit breakers and retry budgets of its targets, bulkhead and pool. Cheap, and free for calls; may
     * be asked also after the client was closed.
     *
     * @return a picture that does not change
     */
    public ClientState state() {
        return engine.state();
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
        engine.breaker(target);
        return new BreakerControl(target, () -> engine.breaker(target));
    }

    /**
     * Changes the settings while the client is in use. Calls that begin from now on go by the new ones, over a pool of their own;
     * calls under way, also asynchronous ones that still wait for a thread, and open response streams end by those under which they
     * began, and then what was before is freed.
     *
     * <p>Kept are circuit breakers, retry budgets, and the places that calls have in the bulkhead: where their own settings change, an
     * open breaker stays open, as long since, what a closed one has counted is forgotten, and of the budget there is what was left.
     * Kept as they are until the client is built anew are logs, meters, tracing, listeners and redaction; where the builder asks for
     * something else of them, that is logged. New are connections, the DNS cache and tokens of a token source. A cookie jar,
     * interceptors and an executor are those of the builder: give the same ones again where they are to stay.
     *
     * <p>May be called by any thread; each call frees what it takes the place of after a second at the earliest. Of that there are at
     * most 16 at a time.
     *
     * @param next all settings, not only those that change, with the name of this client; goes on to be the caller's own
     * @throws InvalidConfigurationException when anything is wrong or does not fit together; the client stays as it is then
     * @throws IllegalStateException when the client was closed, or calls under each of the 16 settings before are still under way; the
     *     client stays as it is then
     */
    public void reconfigure(ResilientClientBuilder next) {
        reconfigure(next.check());
    }

    /**
     * As {@link #reconfigure(ResilientClientBuilder)}, with what was checked before: nothing is read or checked a second time, so that
     * several clients can be changed together or not at all.
     *
     * @param checked all settings, from {@link ResilientClientBuilder#check()}
     * @throws InvalidConfigurationException when they are for a client of another name; the client stays as it is then
     * @throws IllegalStateException when the client was closed, or calls under each of the 16 settings before are still under way; the
     *     client stays as it is then
     */
    public void reconfigure(CheckedSettings checked) {
        String name = engine.settings().name();
        checked.requireName(name);
        ClientSettings settings;
        exchanging.lock();
        try {
            settings = exchange(checked);
        } finally {
            exchanging.unlock();
        }
        checked.tellOfHops();
        tellOfWhatStays(checked.settings().watchedAtLeastAs(settings), settings);
    }

    /** All of it or nothing; what holds from now on. */
    private ClientSettings exchange(CheckedSettings checked) {
        Engine before = engine;
        requireChangeable(before.settings().name());
        ClientSettings settings = checked.settings().watchedAs(before.settings());
        Engine after = new Engine(settings, checked.tls(), observers, before);
        Thread thread = new Thread(() -> retire(before), "hopguard-retiring-" + settings.name());
        thread.setDaemon(true);
        try {
            // First, because there may be no thread left: it waits for the exchange.
            thread.start();
            after.takeOver(before, observers);
        } catch (RuntimeException | Error e) {
            after.free();
            throw e;
        }
        retiring.add(before);
        engine = after;
        return settings;
    }

    private void requireChangeable(String name) {
        if (closing) {
            throw new IllegalStateException("client " + name + " is closed and cannot be changed");
        }
        if (retiring.size() >= MAX_RETIRING) {
            throw new IllegalStateException(
                    "client " + name + " cannot be changed now: calls or response streams under its " + MAX_RETIRING
                            + " settings before are still under way, or these were changed within a second; try again later");
        }
    }

    private void retire(Engine before) {
        exchanging.lock();
        exchanging.unlock();
        if (engine == before) {
            // It was not exchanged after all.
            return;
        }
        try {
            before.retire();
        } catch (RuntimeException | Error e) {
            LOG.warn(
                    "client {}: something of its settings before could not be freed",
                    before.settings().name(),
                    e);
        } finally {
            retiring.remove(before);
            // Its last calls may have left something to be told.
            engine.look();
        }
    }

    private static void tellOfWhatStays(ClientSettings wanted, ClientSettings now) {
        List<String> active = Description.watching(now);
        String other = Description.watching(wanted).stream()
                .filter(line -> !active.contains(line))
                .map(String::strip)
                .collect(Collectors.joining("; "));
        if (!other.isEmpty()) {
            LOG.warn(
                    "client {}: needs to be built anew, until then it stays as it was: {}",
                    now.name(),
                    now.policies().redaction().apply(other));
        }
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
        refuseChanges();
        List<Engine> all = engines();
        all.forEach(Engine::refuse);
        if (closed) {
            return callsUnderWay() == 0;
        }
        Deadline end = Deadline.after(
                Deadline.saturatedNanos(grace), engine.settings().internals().time()::nanos);
        boolean idle = true;
        for (Engine each : all) {
            idle &= each.awaitIdle(end.remainingNanos());
        }
        closed = true;
        List<Runnable> steps = new ArrayList<>();
        all.forEach(each -> steps.add(each::end));
        all.forEach(each -> steps.add(each::free));
        steps.add(() -> observers.close(end.remainingNanos()));
        Endings.takeAll(steps.toArray(Runnable[]::new));
        return idle;
    }

    private void refuseChanges() {
        exchanging.lock();
        closing = true;
        exchanging.unlock();
    }

    /** The one in use, and those whose last calls are under way. */
    private List<Engine> engines() {
        List<Engine> all = new ArrayList<>(retiring);
        all.add(engine);
        return all;
    }

    Engine engine() {
        return engine;
    }

    ClientSettings settings() {
        return engine.settings();
    }

    /** Who is told what happens; for tests. */
    ClientObservers observers() {
        return observers;
    }

    /** Connections in use; for tests. */
    int leasedConnections() {
        return engines().stream().mapToInt(Engine::leasedConnections).sum();
    }

    /** Calls that are watched; for tests. */
    int callsUnderWay() {
        return engines().stream().mapToInt(Engine::callsUnderWay).sum();
    }

    /** Connections that are kept for the next call; for tests. */
    int keptConnections() {
        return engines().stream().mapToInt(Engine::keptConnections).sum();
    }

    /** Of how many settings calls are under way or may still come; for tests. */
    int enginesAlive() {
        return engines().size();
    }

    @Override
    public String toString() {
        ClientSettings settings = engine.settings();
        return "ResilientClient " + settings.name()
                + (settings.baseUri() == null ? "" : " for " + settings.shownBaseUri());
    }
}
