package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.diagnosis.Facts;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.PhaseTimes;
import io.hopguard.client.http.Headers;
import io.hopguard.examples.doctor.Dial.Ending;
import io.hopguard.examples.doctor.Handshake.Trust;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Findings as they might have been made. */
final class Made {
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final Place PLACE = Place.of(URI.create("http://api.example/orders?key=s3cret"));
    static final Place SECURE = Place.of(URI.create("https://api.example/orders"));
    static final Diagnosis REFUSED = Diagnosis.observed(
            AnsweredBy.NETWORK,
            Cause.CONNECTION_REFUSED,
            new Evidence("phase", "CONNECT", "nobody listens"),
            "start the server");

    /** Of nginx's own page, which stands for many causes. */
    static final Diagnosis NGINX_502 = Diagnoser.standard()
            .diagnose(Facts.of(Facts.Ending.ANSWERED)
                    .status(502, "Bad Gateway")
                    .field("Server", "nginx")
                    .body(("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                                    + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
                                    + "</body>\r\n</html>\r\n")
                            .getBytes(StandardCharsets.US_ASCII))
                    .build());

    private Made() {}

    static Trial answer(int status, long millis, String... headers) {
        return trial(
                status, millis, Headers.received(headers), Diagnosis.unknown(), times(Map.of(Phase.RESPONSE, millis)));
    }

    static Trial diagnosed(int status, Diagnosis diagnosis) {
        return trial(status, 5, Headers.empty(), diagnosis, PhaseTimes.NONE);
    }

    static Trial timed(long millis, Map<Phase, Long> millisByPhase) {
        return trial(200, millis, Headers.empty(), Diagnosis.unknown(), times(millisByPhase));
    }

    static Trial failed(String code, long millis, Diagnosis diagnosis) {
        return new Trial(
                1,
                NOW,
                millis * 1_000_000,
                times(Map.of(Phase.RESPONSE, millis)),
                Phase.RESPONSE,
                "192.0.2.1:80",
                0,
                Headers.empty(),
                -1,
                new Trial.Failure("SomeException", code, "it broke"),
                diagnosis);
    }

    private static Trial trial(int status, long millis, Headers headers, Diagnosis diagnosis, PhaseTimes times) {
        return new Trial(
                1, NOW, millis * 1_000_000, times, Phase.BODY, "192.0.2.1:80", status, headers, 100, null, diagnosis);
    }

    private static PhaseTimes times(Map<Phase, Long> millisByPhase) {
        long[] nanos = new long[Phase.values().length];
        millisByPhase.forEach((phase, millis) -> nanos[phase.ordinal()] = millis * 1_000_000);
        return PhaseTimes.of(nanos);
    }

    static Dial dial(String address, Ending ending) {
        return new Dial(address(address), ending, 1_000_000);
    }

    static Handshake handshake(Trust trust, Duration left, String... names) {
        CertificateSeen own =
                new CertificateSeen("CN=own", "CN=authority", NOW.minusSeconds(60), NOW.plus(left), List.of(names));
        return new Handshake(
                address("192.0.2.1"), "TLSv1.3", "TLS_AES_128_GCM_SHA256", "h2", List.of(own), trust, null, 1);
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A way whose name resolves and whose one address accepts. */
    static Leg leg(Trial... trials) {
        return leg(List.of(dial("192.0.2.1", Ending.CONNECTED)), trials);
    }

    static Leg leg(List<Dial> dials, Trial... trials) {
        List<Trial> made = List.of(trials);
        Resolution resolution = new Resolution(dials.stream().map(Dial::address).toList(), null, 1_000_000);
        List<Step> steps = new ArrayList<>();
        steps.add(ResolveCheck.of(PLACE, resolution));
        steps.add(ConnectCheck.of(PLACE, dials));
        steps.add(Step.skipped(Check.TLS, "http"));
        steps.add(RequestCheck.of(made));
        steps.add(TimeoutCheck.of(made, 10_000_000_000L));
        return new Leg("target", PLACE, resolution, dials, List.of(), made, steps);
    }
}
