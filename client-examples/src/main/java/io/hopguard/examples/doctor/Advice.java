package io.hopguard.examples.doctor;

import io.hopguard.examples.doctor.Comparison.Relation;
import io.hopguard.examples.doctor.Dial.Ending;
import io.hopguard.examples.doctor.Handshake.Trust;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operator should do next. */
final class Advice {
    private Advice() {}

    static Set<String> of(Leg target, @Nullable Leg direct, @Nullable Comparison comparison) {
        Set<String> lines = new LinkedHashSet<>();
        add(target, lines);
        if (direct != null && !direct.works()) {
            add(direct, lines);
        }
        if (comparison != null) {
            add(comparison.relation(), lines);
        } else if (target.failed(Check.REQUEST) && target.trials().stream().anyMatch(Trial::answered)) {
            lines.add("ask the application without the gateway: hopguard doctor URL --direct UPSTREAM-URL");
        }
        return lines;
    }

    private static void add(Leg leg, Set<String> lines) {
        if (leg.failed(Check.RESOLVE)) {
            lines.add("check the spelling of the host, then the DNS record, and /etc/resolv.conf of this machine");
            return;
        }
        leg.dials().forEach(dial -> add(dial, leg.place().port(), lines));
        leg.handshakes().forEach(handshake -> add(handshake, lines));
        if (leg.trials().stream().anyMatch(Trial::endedByOwnLimit)) {
            lines.add(
                    "run this again with a longer --timeout, for example 2m: whoever else gives up shows itself by it");
        }
        leg.trials().stream()
                .filter(trial -> !trial.succeeded())
                .flatMap(trial -> trial.diagnosis().advice().stream())
                .map(Masks::clean)
                .forEach(lines::add);
    }

    private static void add(Dial dial, int port, Set<String> lines) {
        String address = dial.address().getHostAddress();
        if (dial.ending() == Ending.REFUSED) {
            lines.add("see whether something listens at " + address + " on port " + port
                    + " (ss -ltn there); if not, start it or take the address out of DNS");
        } else if (dial.ending() == Ending.TIMED_OUT) {
            lines.add("packets to " + address
                    + " are dropped or the machine is down: check firewall and security groups");
        } else if (dial.ending() == Ending.UNREACHABLE) {
            lines.add("there is no route to " + address + " from here: check routing, or that this network has IPv6");
        }
    }

    private static void add(Handshake handshake, Set<String> lines) {
        if (handshake.failure() != null) {
            lines.add("see whether TLS is spoken on that port, and which versions and ciphers it allows");
        } else if (handshake.trust() == Trust.EXPIRED) {
            lines.add("renew the certificate, and reload the server: a renewed file is not read by itself");
        } else if (handshake.trust() == Trust.WRONG_NAME) {
            lines.add("serve a certificate for this host, or check that the server knows it by SNI");
        } else if (handshake.trust() == Trust.SELF_SIGNED || handshake.trust() == Trust.UNKNOWN_ISSUER) {
            lines.add("let the server send its whole chain, or let clients trust its issuer");
        }
    }

    private static void add(Relation relation, Set<String> lines) {
        if (relation == Relation.ONLY_THROUGH_FAILS || relation == Relation.SOMETIMES_THROUGH_FAILS) {
            lines.add(
                    "compare the gateway's upstream address, port, protocol and timeouts with the URL that works directly");
        } else if (relation == Relation.TOO_SLOW) {
            lines.add(
                    "find out what the application does for so long; else raise the gateway's timeout above that time,"
                            + " and with it that of every hop before the gateway");
        } else if (relation == Relation.TIMED_OUT) {
            lines.add(
                    "see whether the gateway can connect to its upstream, and whether that is the URL that works directly;"
                            + " more --attempts show whether the application is slow now and then");
        } else if (relation == Relation.BOTH_FAIL) {
            lines.add("read the application's own log at the time of these attempts");
        }
    }
}
