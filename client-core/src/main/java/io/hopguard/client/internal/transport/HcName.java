package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.policy.ConnectionPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is known of one host name, and the one lookup of it that may be under way. */
final class HcName {
    /** Long enough that retries do not hammer a resolver in trouble, short enough to notice that it is over. */
    private static final long FAILURE_KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Asks the resolver; may take as long as it likes. */
    @FunctionalInterface
    interface Source {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    /** What a lookup came to: no addresses where it failed. */
    record Answer(List<InetAddress> addresses, String words, long atNanos) {
        boolean failed() {
            return addresses.isEmpty();
        }
    }

    private final String host;
    private final Source source;
    private final LongSupplier clock;
    private final long freshNanos;
    private final long staleNanos;
    private @Nullable Answer found;
    private @Nullable Answer failure;
    private @Nullable HcLookup underWay;
    private boolean distrusted;

    HcName(String host, Source source, LongSupplier clock, ConnectionPolicy policy) {
        this.host = host;
        this.source = source;
        this.clock = clock;
        this.freshNanos = Deadline.saturatedNanos(policy.dnsTimeToLive());
        this.staleNanos = freshNanos + Deadline.saturatedNanos(policy.dnsStaleFor());
    }

    /** Addresses that need no lookup; empty when there are none. */
    synchronized List<InetAddress> fresh() {
        return distrusted ? List.of() : notOlderThan(freshNanos);
    }

    /** Addresses that will do while there are no better ones; empty when there are none. */
    synchronized List<InetAddress> stale() {
        return notOlderThan(staleNanos);
    }

    private List<InetAddress> notOlderThan(long nanos) {
        return found != null && clock.getAsLong() - found.atNanos < nanos ? found.addresses : List.of();
    }

    /** None of these could be connected to: the next attempt asks again, and takes them only if it gets no others. */
    synchronized void distrust(List<InetAddress> dialled) {
        distrusted |= found != null && found.addresses.containsAll(dialled);
    }

    /** The lookup under way, or a new one, or the answer of one that failed a moment ago; the caller has joined it. */
    synchronized HcLookup lookUp(HcLookups threads) {
        HcLookup lookup = underWay != null ? underWay : next(threads);
        lookup.join();
        return lookup;
    }

    private HcLookup next(HcLookups threads) {
        long now = clock.getAsLong();
        if (failure != null && now - failure.atNanos < FAILURE_KEPT_NANOS) {
            return new HcLookup(CompletableFuture.completedFuture(failure), now);
        }
        HcLookup next = new HcLookup(new CompletableFuture<>(), now);
        underWay = next;
        try {
            threads.submit(next, () -> perform(next));
        } catch (RejectedExecutionException e) {
            finish(next, List.of(), "too many lookups of other names are under way");
        } catch (Error e) {
            // No thread could be started: without an end, every later call would wait for this lookup.
            finish(next, List.of(), "no thread could be started for the lookup");
            throw e;
        }
        return next;
    }

    /** False when nobody waits any more for what stood in the queue. */
    private synchronized boolean isWanted(HcLookup lookup) {
        if (!lookup.isWanted()) {
            underWay = null;
        }
        return underWay == lookup;
    }

    private void perform(HcLookup lookup) {
        if (!isWanted(lookup)) {
            return;
        }
        List<InetAddress> addresses = List.of();
        String words = host;
        try {
            addresses = List.of(source.lookUp(host));
        } catch (UnknownHostException | RuntimeException e) {
            words = String.valueOf(e.getMessage());
        } finally {
            // Also after an Error, or everybody would wait in vain from now on.
            finish(lookup, addresses, words);
        }
    }

    private synchronized void finish(HcLookup lookup, List<InetAddress> addresses, String words) {
        Answer answer = new Answer(addresses, words, clock.getAsLong());
        failure = answer.failed() ? answer : null;
        found = answer.failed() ? found : answer;
        distrusted &= answer.failed();
        underWay = null;
        lookup.answer().complete(answer);
    }

    synchronized boolean busy() {
        return underWay != null;
    }
}
