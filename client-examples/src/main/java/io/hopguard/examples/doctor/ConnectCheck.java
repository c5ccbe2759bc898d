package io.hopguard.examples.doctor;

import io.hopguard.examples.doctor.Dial.Ending;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;

/** Judges what came of connecting to each address. */
final class ConnectCheck {
    private ConnectCheck() {}

    static Step of(Place place, List<Dial> dials) {
        // They are dialled side by side.
        long nanos = dials.stream().mapToLong(Dial::nanos).max().orElse(0);
        long connected = dials.stream().filter(Dial::connected).count();
        List<String> details = dials.stream().map(Dial::words).toList();
        if (connected == dials.size()) {
            String all = dials.size() == 1 ? "the address accepts" : "all " + dials.size() + " addresses accept";
            return new Step(Check.CONNECT, Result.OK, all + " connections on port " + place.port(), details, nanos);
        }
        boolean harmless = connected > 0 && dials.stream().allMatch(dial -> dial.connected() || mayBeLocal(dial));
        return new Step(
                Check.CONNECT, harmless ? Result.WARN : Result.FAIL, words(dials, place.port()), details, nanos);
    }

    /** A machine without IPv6, or a server that listens on localhost for IPv4 only: worth a look, but no outage. */
    private static boolean mayBeLocal(Dial dial) {
        return dial.address() instanceof Inet6Address
                && (dial.ending() == Ending.UNREACHABLE || dial.address().isLoopbackAddress());
    }

    /** For example: 1 of 2 addresses refuses connections on port 80. */
    static String words(List<Dial> dials, int port) {
        List<String> parts = new ArrayList<>();
        for (Ending ending : Ending.values()) {
            long count = dials.stream().filter(dial -> dial.ending() == ending).count();
            if (ending != Ending.CONNECTED && count > 0) {
                String of = dials.size() == 1 ? "the address" : count + " of " + dials.size() + " addresses";
                parts.add(of + " " + verb(ending, count == 1) + " on port " + port);
            }
        }
        return String.join("; ", parts);
    }

    private static String verb(Ending ending, boolean one) {
        return switch (ending) {
            case CONNECTED -> one ? "accepts connections" : "accept connections";
            case REFUSED -> one ? "refuses connections" : "refuse connections";
            case TIMED_OUT -> one ? "does not answer" : "do not answer";
            case UNREACHABLE -> "cannot be reached from here";
            case FAILED -> one ? "fails" : "fail";
        };
    }
}
