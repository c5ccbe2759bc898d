package io.hopguard.client;

import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.TokenSource;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.auth.Tokens;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.observe.FigureReader;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.internal.transport.HcConnections;
import io.hopguard.client.internal.transport.HcTransport;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a client is built from under one set of settings: pipeline, pool, threads. Exchanged as a whole when the settings change;
 * what goes on beyond that is the client's, and is handed in. Thread-safe.
 */
final class Engine {
    /** So long cancelled calls have to get off; they need some milliseconds. */
    private static final long ENDING_NANOS = 1_000_000_000;

    /** A second, within which whoever has just got hold of this engine begins its call. */
    private static final int LINGER_STEPS = 20;

    private final ClientSettings settings;
    private final DeadlineReaper reaper;
    private final @Nullable HcTransport transport;
    private final @Nullable Tokens tokens;
    private final @Nullable ExecutorService ownThreads;
    private final FigureReader figures;
    private final TargetState targets;
    private final Calls calls;
    private final AsyncCalls async;
    private volatile boolean accepting = true;
    private volatile boolean closed;

    /** The first of a client, or the one after another, of which nobody is told before {@link #takeOver}. */
    Engine(ClientSettings settings, @Nullable TlsContexts tls, ClientObservers observers, @Nullable Engine before) {
        this.settings = settings;
        Time time = settings.internals().time();
        this.reaper = new DeadlineReaper(time, settings.name());
        this.figures = new FigureReader(observers.all());
        try {
            Stage replaced = settings.internals().transport();
            this.transport = replaced == null ? openTransport(settings, tls) : null;
            this.tokens = openTokens(settings);
            Executor executor = settings.executor();
            this.ownThreads = executor == null ? AsyncThreads.open(settings.name(), settings.maxPerTarget()) : null;
            if (time.passesByItself()) {
                reaper.start();
            }
            this.targets = before == null
                    ? TargetState.first(settings, observers.all())
                    : before.targets.under(settings, before.settings, observers.all());
            Stage wire = replaced != null ? replaced : Objects.requireNonNull(transport);
            Stage pipeline = new Pipeline(settings, observers, surroundings()).assemble(wire);
            Executor threads = executor != null ? executor : Objects.requireNonNull(ownThreads);
            this.calls = new Calls(settings, observers.all(), pipeline, reaper, observers.tracing(), () -> accepting);
            this.async = new AsyncCalls(calls, threads, reaper, time, () -> accepting);
        } catch (RuntimeException | Error e) {
            // No thread and no memory, too: what has been opened would never be closed.
            free();
            throw e;
        }
    }

    private Pipeline.Surroundings surroundings() {
        return new Pipeline.Surroundings(tokens, targets, () -> closed);
    }

    /** From now on whoever watches the client is shown this engine, instead of the one before where there was one. */
    void takeOver(@Nullable Engine before, ClientObservers observers) {
        if (transport != null) {
            if (before != null && before.transport != null) {
                transport.replace(before.transport);
            }
            transport.showFigures(figures);
        }
        targets.show(figures, settings);
        if (before != null) {
            figures.replace(before.figures);
        }
        observers.follow(settings, reaper);
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

    ClientSettings settings() {
        return settings;
    }

    /** What makes a request by the settings that it is made under. */
    @FunctionalInterface
    interface Asked {
        Request under(ClientSettings settings);
    }

    /**
     * Makes a call by these settings, from its request to its answer; where another engine has taken the place of this one long
     * before the call could begin, by those of that one.
     *
     * @param now the client's engine
     */
    <T> T make(Asked asked, Function<Calls, Calls.Kind<T>> kind, Supplier<Engine> now) {
        Request request = asked.under(settings);
        Calls.Kind<T> made = kind.apply(calls);
        CallControl begun = calls.begin(request);
        if (begun != null) {
            return calls.make(request, made, begun);
        }
        Engine current = now.get();
        if (current == this) {
            throw Calls.closed(request, calls.idOf(request), null);
        }
        return current.make(asked, kind, now);
    }

    /** The same on another thread. */
    <T> CompletableFuture<T> start(
            Asked asked, Function<Calls, Calls.Kind<T>> kind, Consumer<T> discard, Supplier<Engine> now) {
        Request request = asked.under(settings);
        CompletableFuture<T> future = async.start(request, kind.apply(calls), discard);
        if (future != null) {
            return future;
        }
        Engine current = now.get();
        return current == this
                ? CompletableFuture.failedFuture(Calls.closed(request, calls.idOf(request), null))
                : current.start(asked, kind, discard, now);
    }

    ClientState state() {
        return new StateReader(settings.name(), figures, targets.breakers()).read();
    }

    Breaker breaker(Target target) {
        PerTarget<Breaker> breakers = targets.breakers();
        if (breakers == null) {
            throw new IllegalStateException("the circuit breakers of client " + settings.name()
                    + " are off; switch them on with circuitBreaker.enabled");
        }
        return breakers.of(target);
    }

    /** Refuses further calls. */
    void refuse() {
        accepting = false;
    }

    /** Waits until no call is under way; false when there still is one after that time, or after an interrupt. */
    boolean awaitIdle(long nanos) {
        return reaper.awaitIdle(nanos);
    }

    /** Ends what is under way. */
    void end() {
        closed = true;
        reaper.endAll(CallControl.End.CLOSED);
    }

    /** Frees everything; may be called again. */
    void free() {
        Endings.takeAll(
                () -> reaper.awaitIdle(ENDING_NANOS),
                transport == null ? () -> {} : transport::close,
                tokens == null ? () -> {} : tokens::close,
                ownThreads == null ? () -> {} : ownThreads::shutdown,
                reaper::close);
    }

    /** Another has taken its place: lets every call end by the rules under which it began, then frees everything. */
    void retire() {
        reaper.linger(LINGER_STEPS);
        refuse();
        reaper.linger(0);
        Endings.takeAll(this::end, this::free);
    }

    /** Something of which the observers have to know may have happened in another engine. */
    void look() {
        reaper.look();
    }

    int leasedConnections() {
        return transport == null ? 0 : transport.leased();
    }

    int keptConnections() {
        return transport == null ? 0 : transport.kept();
    }

    int callsUnderWay() {
        return reaper.watched();
    }
}
