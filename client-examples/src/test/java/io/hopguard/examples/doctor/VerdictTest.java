package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.examples.doctor.Dial.Ending;
import io.hopguard.examples.doctor.Handshake.Trust;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Trial GOOD = Made.answer(200, 10);

    @Test
    void saysThatNothingWasFoundWhenAllIsWell() {
        Verdict verdict = Verdict.of(Made.leg(GOOD, GOOD, GOOD), null, null);

        assertThat(verdict.healthy()).isTrue();
        assertThat(verdict.headline()).isEqualTo("nothing found: every check passed");
        assertThat(verdict.evidence()).isEmpty();
        assertThat(verdict.next()).isEmpty();
    }

    @Test
    void warningsAreCountedButAreNoTrouble() {
        Leg leg = Made.leg(List.of(Made.dial("::1", Ending.REFUSED), Made.dial("127.0.0.1", Ending.CONNECTED)), GOOD);
        Verdict verdict = Verdict.of(leg, null, null);

        assertThat(verdict.healthy()).isTrue();
        assertThat(verdict.headline()).isEqualTo("nothing found that fails; 1 check is worth a look");
        assertThat(verdict.evidence()).containsExactly("TCP connect: 1 of 2 addresses refuses connections on port 80");
    }

    @Test
    void unresolvableNameComesBeforeWhatFollowsFromIt() {
        Resolution none = new Resolution(List.of(), "the resolver knows no address", 1);
        Trial trial = Made.failed("dns", 1, Made.REFUSED);
        List<Step> steps = List.of(ResolveCheck.of(Made.PLACE, none), RequestCheck.of(List.of(trial)));
        Leg leg = new Leg("target", Made.PLACE, none, List.of(), List.of(), List.of(trial), steps);
        Verdict verdict = Verdict.of(leg, null, null);

        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.headline()).startsWith("the host name does not resolve");
        assertThat(verdict.next()).singleElement().asString().contains("DNS record");
    }

    @Test
    void namesHowManyAddressesRefuseAndHowOftenThatHit() {
        Leg leg = Made.leg(
                List.of(Made.dial("192.0.2.1", Ending.CONNECTED), Made.dial("192.0.2.2", Ending.REFUSED)),
                GOOD,
                Made.failed("connect_failed", 1, Made.REFUSED),
                GOOD);
        Verdict verdict = Verdict.of(leg, null, null);

        assertThat(verdict.headline())
                .startsWith(
                        "1 of 2 addresses refuses connections on port 80, and intermittent, 1 of 3 attempts failed");
        assertThat(verdict.next()).anyMatch(line -> line.contains("192.0.2.2")).contains("start the server");
    }

    @Test
    void failedAttemptsAreExplainedByTheirDiagnosis() {
        Verdict verdict = Verdict.of(Made.leg(Made.diagnosed(502, Made.REFUSED)), null, null);

        assertThat(verdict.headline())
                .isEqualTo("the attempt failed: status 502; certain: connection refused; nobody answered");
        assertThat(verdict.evidence()).contains("phase 'CONNECT': nobody listens");
        assertThat(verdict.next()).contains("start the server").anyMatch(line -> line.contains("--direct"));
    }

    @Test
    void goodStatusWithADiagnosisIsTroubleAndSaysWhatBetraysIt() {
        Diagnosis stale = Diagnosis.observed(
                AnsweredBy.GATEWAY,
                Cause.CONNECT_TIMEOUT,
                new Evidence("Proxy-Status", "connection_timeout", "cdn says so"),
                "ask the operator");
        Verdict verdict = Verdict.of(Made.leg(Made.diagnosed(200, stale), GOOD), null, null);

        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.headline())
                .isEqualTo(
                        "intermittent, 1 of 2 attempts failed: status 200 that hides a failure (cdn says so); certain:"
                                + " connect timeout; a gateway answered for it");
        assertThat(verdict.evidence()).contains("Proxy-Status 'connection_timeout': cdn says so");
        assertThat(verdict.next()).contains("ask the operator");
    }

    @Test
    void admitsThatItDoesNotKnowTheHop() {
        Verdict verdict = Verdict.of(Made.leg(Made.answer(502, 5), Made.answer(502, 5)), null, null);

        assertThat(verdict.headline())
                .isEqualTo("all 2 attempts failed: status 502; which hop failed does not show in what came");
    }

    @Test
    void expiredCertificateIsTheCauseOfWhatFailsAfterIt() {
        Handshake expired = Made.handshake(Trust.EXPIRED, Duration.ofDays(-3), "api.example");
        Step tls = new TlsCheck(Made.SECURE, Made.NOW).of(List.of(expired));
        Trial trial = Made.failed("tls", 1, Made.REFUSED);
        List<Step> steps = List.of(tls, RequestCheck.of(List.of(trial)));
        Resolution found = new Resolution(List.of(expired.address()), null, 1);
        List<Dial> dials = List.of(Made.dial("192.0.2.1", Ending.CONNECTED));
        Leg leg = new Leg("target", Made.SECURE, found, dials, List.of(expired), List.of(trial), steps);
        Verdict verdict = Verdict.of(leg, null, null);

        assertThat(verdict.headline()).isEqualTo("TLS: the certificate is expired since 2026-06-12");
        assertThat(verdict.next()).anyMatch(line -> line.contains("renew the certificate"));
    }

    @Test
    void comparisonSaysWhatLiesBetween() {
        Leg through = Made.leg(Made.answer(502, 5));
        Leg direct = Made.leg(GOOD);
        Verdict verdict = Verdict.of(through, direct, Comparison.of(through, direct));

        assertThat(verdict.headline())
                .contains("works directly and fails through the gateway: the trouble lies between");
        assertThat(verdict.next())
                .anyMatch(line -> line.contains("upstream address"))
                .noneMatch(line -> line.contains("--direct"));
    }

    @Test
    void troubleOfTheDirectWayAloneIsTroubleToo() {
        Leg through = Made.leg(GOOD);
        Leg direct = Made.leg(Made.answer(503, 5));
        Verdict verdict = Verdict.of(through, direct, Comparison.of(through, direct));

        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.headline()).startsWith("the direct way fails: the attempt failed: status 503");
    }

    @Test
    void attemptsThatFailInDifferentWaysAreAllTold() {
        Leg leg = Made.leg(
                Made.failed("deadline_exceeded", 10_000, Diagnosis.unknown()), Made.diagnosed(502, Made.REFUSED));
        Verdict verdict = Verdict.of(leg, null, null);

        assertThat(verdict.headline())
                .isEqualTo("all 2 attempts failed: it broke; status 502; certain: connection refused; nobody answered");
        assertThat(verdict.next())
                .anyMatch(line -> line.contains("longer --timeout"))
                .contains("start the server");
    }
}
