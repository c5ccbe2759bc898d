package io.hopguard.client.internal.transport;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.policy.ConnectionPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
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

    /** A lookup under way; it always comes to an answer, never to an exception. */
    record Lookup(CompletableFuture<Answer> answer, long startNanos) {}

    private final String host;
    private final Source source;
    private final LongSupplier clock;
    private final long freshNanos;
    private final long staleNanos;
    private @Nullable Answer found;
    private @Nullable Answer failure;
    private @Nullable Lookup underWay;

    HcName(String host, Source source, LongSupplier clock, ConnectionPolicy policy) {
        this.host = host;
        this.source = source;
        this.clock = clock;
        this.freshNanos = Deadline.saturatedNanos(policy.dnsTimeToLive());
        this.staleNanos = freshNanos + Deadline.saturatedNanos(policy.dnsStaleFor());
    }

    /** Addresses that need no lookup; empty when there are none. */
    synchronized List<InetAddress> fresh() {
        return notOlderThan(freshNanos);
    }

    /** Addresses that will do while there are no better ones; empty when there are none. */
    synchronized List<InetAddress> stale() {
        return notOlderThan(staleNanos);
    }

    private List<InetAddress> notOlderThan(long nanos) {
        return found != null && clock.getAsLong() - found.atNanos < nanos ? found.addresses : List.of();
    }

    /** The lookup under way, or a new one, or the answer of one that failed a moment ago. */
    synchronized Lookup lookUp(Executor threads) {
        if (underWay != null) {
            return underWay;
        }
        long now = clock.getAsLong();
        if (failure != null && now - failure.atNanos < FAILURE_KEPT_NANOS) {
            return new Lookup(CompletableFuture.completedFuture(failure), now);
        }
        Lookup next = new Lookup(new CompletableFuture<>(), now);
        underWay = next;
        try {
            threads.execute(() -> perform(next));
        } catch (RejectedExecutionException e) {
            finish(next, List.of(), "too many lookups of other names are under way");
        } catch (Error e) {
            // No thread could be started: without an end, every later call would wait for this lookup.
            finish(next, List.of(), "no thread could be started for the lookup");
            throw e;
        }
        return next;
    }

    private void perform(Lookup lookup) {
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

    private synchronized void finish(Lookup lookup, List<InetAddress> addresses, String words) {
        Answer answer = new Answer(addresses, words, clock.getAsLong());
        failure = answer.failed() ? answer : null;
        found = answer.failed() ? found : answer;
        underWay = null;
        lookup.answer.complete(answer);
    }

    synchronized boolean busy() {
        return underWay != null;
    }
}
