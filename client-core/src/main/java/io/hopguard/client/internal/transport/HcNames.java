package io.hopguard.client.internal.transport;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.policy.ConnectionPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Resolves host names on threads of its own, because Java cannot abort a lookup: the call waits for the answer no longer
 * than its attempt lasts, and an abort releases it at once, while the lookup goes on for whoever asks next.
 */
final class HcNames implements AutoCloseable {
    private static final int MAX_NAMES = 1_000;

    /** So long a call waits for better addresses while it has stale ones. */
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Map<String, HcName> names = new ConcurrentHashMap<>();
    private final ConnectionPolicy policy;
    private final @Nullable AddressGuard guard;
    private final HcName.Source source;
    private final LongSupplier clock;
    private final HcLookups threads;

    HcNames(
            String clientName,
            ConnectionPolicy policy,
            @Nullable AddressGuard guard,
            HcName.Source source,
            LongSupplier clock) {
        this.policy = policy;
        this.guard = guard;
        this.source = source;
        this.clock = clock;
        this.threads = new HcLookups(clientName, MAX_NAMES, clock);
    }

    /** The addresses that may be dialled, at least one. */
    List<InetAddress> of(String host, AttemptRun run)
            throws UnknownHostException, InterruptedException, TimeoutException, ExecutionException {
        return allowed(host, addresses(host, run));
    }

    /**
     * The proxy's addresses, which whoever configured it has allowed. The target's name is the proxy's to resolve; only an
     * address that is written there can be checked.
     */
    List<InetAddress> behindProxy(String target, String proxy, AttemptRun run)
            throws UnknownHostException, InterruptedException, TimeoutException, ExecutionException {
        InetAddress literal = HcLiterals.parse(target);
        if (literal != null) {
            allowed(target, List.of(literal));
        }
        return addresses(proxy, run);
    }

    private List<InetAddress> addresses(String host, AttemptRun run)
            throws UnknownHostException, InterruptedException, TimeoutException, ExecutionException {
        InetAddress literal = HcLiterals.parse(host);
        return literal != null ? List.of(literal) : resolved(host, run);
    }

    private List<InetAddress> allowed(String host, List<InetAddress> all) {
        List<InetAddress> allowed = guard == null
                ? all
                : all.stream().filter(address -> guard.allows(host, address)).toList();
        if (allowed.isEmpty()) {
            throw new InvalidRequestException(FailureDetails.of(
                    "URI: the host '" + host + "' leads to no address that the client's addressGuard allows",
                    Phase.DNS,
                    null));
        }
        return allowed;
    }

    private List<InetAddress> resolved(String host, AttemptRun run)
            throws UnknownHostException, InterruptedException, TimeoutException, ExecutionException {
        HcName name = name(host);
        List<InetAddress> fresh = name.fresh();
        if (!fresh.isEmpty()) {
            return fresh;
        }
        HcLookup lookup = name.lookUp(threads);
        List<InetAddress> stale = name.stale();
        HcName.Answer answer = await(lookup, run, !stale.isEmpty());
        if (answer != null && !answer.failed()) {
            return answer.addresses();
        }
        if (!stale.isEmpty()) {
            return stale;
        }
        if (answer == null) {
            throw new TimeoutException();
        }
        throw new UnknownHostException(answer.words());
    }

    /** The answer, or null when it does not come in time. */
    private HcName.@Nullable Answer await(HcLookup lookup, AttemptRun run, boolean hasStale)
            throws InterruptedException, ExecutionException {
        long left = run.remainingNanos();
        long nanos = hasStale ? Math.min(left, lookup.startNanos() + SLOW_NANOS - clock.getAsLong()) : left;
        CompletableFuture<@Nullable Void> released = new CompletableFuture<>();
        run.onAbort(() -> released.complete(null));
        try {
            CompletableFuture.anyOf(lookup.answer(), released).get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // Whether that is the end or stale addresses will do, the caller knows.
        } finally {
            // Takes this call off the list of those who wait for the lookup.
            released.complete(null);
            if (lookup.leave()) {
                threads.widen();
            }
        }
        if (run.aborted()) {
            throw new CancellationException("aborted while resolving");
        }
        return lookup.answer().getNow(null);
    }

    private HcName name(String host) {
        HcName name = names.computeIfAbsent(host, key -> new HcName(key, source, clock, policy));
        if (names.size() > MAX_NAMES) {
            names.entrySet().stream()
                    .filter(other ->
                            other.getValue() != name && !other.getValue().busy())
                    .findFirst()
                    .ifPresent(other -> names.remove(other.getKey()));
        }
        return name;
    }

    /** Addresses of a name that none could be connected to are not taken for fresh any more. */
    void distrust(String host, List<InetAddress> dialled) {
        HcName name = names.get(host);
        if (name != null) {
            name.distrust(dialled);
        }
    }

    /** Keeps lookups that hang from holding up the others; called now and then. */
    void widen() {
        threads.widen();
    }

    int kept() {
        return names.size();
    }

    @Override
    public void close() {
        threads.close();
    }
}
