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
    void slowApplicationIsTheVerdictWhereTheGatewayLostPatience() {
        Leg through = Made.leg(Made.answer(504, 2_002), Made.answer(504, 2_001), Made.answer(504, 2_002));
        Leg direct = Made.leg(Made.answer(200, 6_004), Made.answer(200, 6_003), Made.answer(200, 6_003));
        Verdict verdict = Verdict.of(through, direct, Comparison.of(through, direct));

        assertThat(verdict.healthy()).isFalse();
        assertThat(verdict.headline())
                .endsWith(
                        "; the application takes 6.00 s directly, the gateway gave up after 2.00 s: it is slow, or the"
                                + " timeout too short")
                .doesNotContain("not in the application");
        assertThat(verdict.evidence())
                .contains("median time 2.00 s through the gateway, 6.00 s directly")
                .anyMatch(line -> line.startsWith("Timeouts: all 3 attempts failed after 2.00 s"));
        assertThat(verdict.next())
                .anyMatch(line -> line.contains("raise the gateway's timeout"))
                .noneMatch(line -> line.contains("compare the gateway's upstream address"));
    }

    @Test
    void causeThatTheDirectWayShowsIsPickedFromThoseOfTheGateway() {
        Leg through = Made.leg(Made.diagnosed(502, Made.NGINX_502), Made.diagnosed(502, Made.NGINX_502));
        Leg direct = Made.leg(
                List.of(Made.dial("192.0.2.7", Ending.REFUSED)), Made.failed("connect_failed", 1, Made.REFUSED));
        Verdict verdict = Verdict.of(through, direct, Comparison.of(through, direct));

        assertThat(Made.NGINX_502.causes()).hasSizeGreaterThan(4).contains(Cause.CONNECTION_REFUSED);
        assertThat(verdict.headline())
                .startsWith("all 2 attempts failed: status 502; likely: connection refused; a gateway answered for it"
                        + " (nginx); the direct way shows for certain: connection refused; it fails in both ways")
                .doesNotContain("others");
        assertThat(verdict.next())
                .anyMatch(line -> line.contains("error.log"))
                .anyMatch(line -> line.contains("111: Connection refused"))
                .noneMatch(line -> line.contains("prematurely closed"));
        assertThat(through.summary(Check.REQUEST)).isEqualTo("all 2 attempts failed: status 502");
    }

    @Test
    void whatIsUncertainOrNotAmongTheGatewaysCausesPicksNothing() {
        Leg through = Made.leg(Made.diagnosed(502, Made.NGINX_502));
        Diagnosis denied = Diagnosis.observed(
                AnsweredBy.NETWORK, Cause.DENIED, new Evidence("phase", "CONNECT", "no"), "ask for the permission");
        Leg unrelated = Made.leg(Made.failed("connect_failed", 1, denied));
        Leg several = Made.leg(Made.diagnosed(502, Made.NGINX_502));
        Leg impatient = Made.leg(Made.failed("deadline_exceeded", 10_000, Made.REFUSED));
        Leg mixed = Made.leg(Made.failed("connect_failed", 1, Made.REFUSED), Made.failed("lost", 1, denied));

        for (Leg direct : List.of(unrelated, several, impatient, mixed)) {
            assertThat(Verdict.of(through, direct, Comparison.of(through, direct))
                            .headline())
                    .contains("others (listed under Request)")
                    .doesNotContain("for certain");
        }
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
