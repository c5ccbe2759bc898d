package io.hopguard.examples.doctor;

import io.hopguard.examples.doctor.Handshake.Trust;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Judges what came of shaking hands for TLS with each address. */
record TlsCheck(Place place, Instant now) {
    /** Renewal is usually automatic at 30 days; at 21 it has failed. */
    private static final int FEW_DAYS = 21;

    private static final Set<String> OLD = Set.of("SSLv3", "TLSv1", "TLSv1.1");

    Step of(List<Handshake> handshakes) {
        // They are shaken side by side.
        long nanos = handshakes.stream().mapToLong(Handshake::nanos).max().orElse(0);
        List<String> details = new ArrayList<>();
        Result worst = Result.OK;
        Set<String> summaries = new LinkedHashSet<>();
        for (Handshake handshake : handshakes) {
            Result result = result(handshake);
            if (result.compareTo(worst) > 0) {
                worst = result;
                summaries.clear();
            }
            if (result == worst) {
                summaries.add(summary(handshake));
            }
            details.addAll(details(handshake));
        }
        return new Step(Check.TLS, worst, String.join("; ", summaries), details, nanos);
    }

    private Result result(Handshake handshake) {
        if (handshake.failure() != null || handshake.trust() != Trust.TRUSTED) {
            return Result.FAIL;
        }
        return daysLeft(handshake.chain()) < FEW_DAYS || OLD.contains(handshake.version()) ? Result.WARN : Result.OK;
    }

    String summary(Handshake handshake) {
        if (handshake.failure() != null) {
            return "the handshake failed: " + handshake.failure();
        }
        if (handshake.trust() != Trust.TRUSTED) {
            return "the certificate is " + trust(handshake) + alsoWrongName(handshake);
        }
        long days = daysLeft(handshake.chain());
        return handshake.version() + ", certificate " + handshake.trust().words() + ", "
                + Words.count(days, "day", "days") + " left";
    }

    private String trust(Handshake handshake) {
        String date = day(soonest(handshake.chain()));
        return switch (handshake.trust()) {
            case EXPIRED -> "expired since " + date;
            case WRONG_NAME -> "for " + names(handshake.chain()) + ", not for " + Masks.clean(place.host());
            default -> handshake.trust().words();
        };
    }

    /** Of a chain that is not trusted, the JDK does not say whether the name would match. */
    private String alsoWrongName(Handshake handshake) {
        boolean said =
                handshake.trust() == Trust.WRONG_NAME || handshake.chain().isEmpty();
        return said || matches(handshake)
                ? ""
                : ", and for " + names(handshake.chain()) + ", not for " + Masks.clean(place.host());
    }

    private List<String> details(Handshake handshake) {
        List<String> lines = new ArrayList<>();
        String who = handshake.address().getHostAddress() + ": ";
        if (handshake.failure() != null) {
            lines.add(who + handshake.failure() + ", " + Words.time(handshake.nanos()));
            return lines;
        }
        lines.add(who + handshake.version() + ", " + handshake.cipher() + ", ALPN "
                + (handshake.alpn().isEmpty() ? "none" : handshake.alpn()) + ", " + Words.time(handshake.nanos()));
        lines.add(who
                + handshake.trust().words()
                + (matches(handshake) ? ", the name matches" : ", the name does not match"));
        handshake
                .chain()
                .forEach(each -> lines.add(who + "subject " + each.subject() + ", issuer " + each.issuer() + ", until "
                        + day(each.notAfter()) + " (" + days(each.notAfter()) + " days)"));
        return lines;
    }

    private boolean matches(Handshake handshake) {
        List<CertificateSeen> chain = handshake.chain();
        return !chain.isEmpty() && NameMatch.matches(place.host(), chain.get(0).names());
    }

    private static String names(List<CertificateSeen> chain) {
        List<String> names = chain.get(0).names();
        return names.isEmpty() ? "no name" : String.join(", ", names.subList(0, Math.min(3, names.size())));
    }

    private long daysLeft(List<CertificateSeen> chain) {
        return days(soonest(chain));
    }

    private static Instant soonest(List<CertificateSeen> chain) {
        return chain.stream()
                .map(CertificateSeen::notAfter)
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    private long days(Instant end) {
        return Duration.between(now, end).toDays();
    }

    private static String day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
