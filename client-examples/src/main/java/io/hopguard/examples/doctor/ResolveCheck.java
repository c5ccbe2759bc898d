package io.hopguard.examples.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Judges what came of resolving the host. */
final class ResolveCheck {
    private static final long SLOW_NANOS = 1_000_000_000L;

    private ResolveCheck() {}

    static Step of(Place place, Resolution resolution) {
        List<InetAddress> addresses = resolution.addresses();
        if (addresses.isEmpty()) {
            return step(Result.FAIL, Masks.clean(place.host()) + ": " + resolution.failure(), resolution);
        }
        if (place.isLiteral()) {
            return step(Result.OK, place.host() + " is an address already, nothing to resolve", resolution);
        }
        long six = addresses.stream().filter(Inet6Address.class::isInstance).count();
        String summary = Masks.clean(place.host()) + " has " + Words.count(addresses.size(), "address", "addresses")
                + " (" + (addresses.size() - six) + " IPv4, " + six + " IPv6)";
        return resolution.nanos() > SLOW_NANOS
                ? step(Result.WARN, summary + ", but that took " + Words.time(resolution.nanos()), resolution)
                : step(Result.OK, summary, resolution);
    }

    private static Step step(Result result, String summary, Resolution resolution) {
        List<String> details =
                resolution.addresses().stream().map(InetAddress::getHostAddress).toList();
        return new Step(Check.RESOLVE, result, summary, details, resolution.nanos());
    }
}
