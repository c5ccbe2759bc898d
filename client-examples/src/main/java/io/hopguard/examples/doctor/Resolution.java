package io.hopguard.examples.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What came of resolving a host.
 *
 * @param addresses all addresses, the first {@value #MOST} of them; none where it failed
 * @param failure what went wrong, or null
 * @param nanos how long it took, in nanoseconds
 */
record Resolution(List<InetAddress> addresses, @Nullable String failure, long nanos) {
    /** So many are connected to. */
    static final int MOST = 16;

    static Resolution of(Place place, Lookup lookup, long limitNanos) throws InterruptedException {
        Callable<Resolution> task = () -> ask(place, lookup);
        Resolution seen = Bounded.all(List.of(task), limitNanos).get(0);
        return seen != null
                ? seen
                : new Resolution(List.of(), "no answer from the resolver within " + Words.time(limitNanos), limitNanos);
    }

    private static Resolution ask(Place place, Lookup lookup) {
        long start = System.nanoTime();
        try {
            List<InetAddress> all = lookup.all(place.host());
            return new Resolution(all.stream().distinct().limit(MOST).toList(), null, System.nanoTime() - start);
        } catch (UnknownHostException e) {
            return new Resolution(List.of(), "the resolver knows no address", System.nanoTime() - start);
        }
    }
}
