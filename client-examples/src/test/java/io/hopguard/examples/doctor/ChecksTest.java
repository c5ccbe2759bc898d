package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Phase;
import io.hopguard.examples.doctor.Dial.Ending;
import io.hopguard.examples.doctor.Handshake.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {

    @Test
    void endingsOfConnectsAreToldApart() {
        Step step = ConnectCheck.of(
                Made.PLACE,
                List.of(
                        Made.dial("192.0.2.1", Ending.REFUSED),
                        Made.dial("192.0.2.2", Ending.TIMED_OUT),
                        Made.dial("192.0.2.3", Ending.TIMED_OUT)));

        assertThat(step.result()).isEqualTo(Result.FAIL);
        assertThat(step.summary())
                .isEqualTo(
                        "1 of 3 addresses refuses connections on port 80; 2 of 3 addresses do not answer on port 80");
    }

    @Test
    void unreachableIpv6IsNoTroubleWhereIpv4Works() {
        Dial six = Made.dial("2001:db8::1", Ending.UNREACHABLE);

        assertThat(ConnectCheck.of(Made.PLACE, List.of(Made.dial("192.0.2.1", Ending.CONNECTED), six))
                        .result())
                .isEqualTo(Result.WARN);
        assertThat(ConnectCheck.of(Made.PLACE, List.of(six)).result()).isEqualTo(Result.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"21, OK", "20, WARN", "0, WARN"})
    void certificatesNearTheirEndAreWorthALook(int days, Result expected) {
        Handshake handshake =
                Made.handshake(Trust.TRUSTED, Duration.ofDays(days).plusMinutes(1), "api.example");
        Step step = new TlsCheck(Made.SECURE, Made.NOW).of(List.of(handshake));

        assertThat(step.result()).isEqualTo(expected);
        assertThat(step.summary()).contains(days + " days left");
    }

    @ParameterizedTest
    @CsvSource({
        "SELF_SIGNED, self-signed",
        "UNKNOWN_ISSUER, nobody whom this machine trusts",
        "WRONG_NAME, 'for other.example, not for api.example'",
        "NOT_YET_VALID, not valid yet"
    })
    void reasonsForDistrustAreToldApart(Trust trust, String words) {
        Step step = new TlsCheck(Made.SECURE, Made.NOW)
                .of(List.of(
                        Made.handshake(Trust.TRUSTED, Duration.ofDays(90), "api.example"),
                        Made.handshake(trust, Duration.ofDays(90), "other.example")));

        assertThat(step.result()).isEqualTo(Result.FAIL);
        assertThat(step.summary()).contains(words).doesNotContain("days left");
    }

    @ParameterizedTest
    @CsvSource({
        "api.example, api.example, true",
        "API.example., api.example, true",
        "a.api.example, *.api.example, true",
        "a.b.api.example, *.api.example, false",
        "api.example, *.api.example, false",
        "example, *.example, false",
        "a.example, *.example, false",
        "192.0.2.1, 192.0.2.1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::1, 0:0:0:0:0:0:0:2, false",
        "::1, *.example, false"
    })
    void asteriskStandsForOneLabel(String host, String name, boolean matches) {
        assertThat(NameMatch.matches(host, List.of("unrelated.test", name))).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, OK, no skew",
        "0, 1, OK, no skew",
        "5, 0, OK, 5.00 s to 6.00 s ahead of",
        "6, 0, WARN, 6.00 s to 7.00 s ahead of",
        "-6, 0, OK, 5.00 s to 6.00 s behind",
        "-7, 0, WARN, 6.00 s to 7.00 s behind",
        "-7, 3, WARN, 6.00 s to 10.00 s behind",
        "7, 3, OK, 4.00 s to 8.00 s ahead of"
    })
    void skewIsJudgedWithinWhatDateAndTheWayAllow(long dateAfter, long took, Result expected, String words) {
        Instant sent = Made.NOW;
        Step step = ClockCheck.judged(sent.plusSeconds(dateAfter), sent, sent.plusSeconds(took));

        assertThat(step.result()).isEqualTo(expected);
        assertThat(step.summary()).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 15 Jun 2026 12:00:30 GMT | 30.00 s to 31.00 s ahead of",
                "Mon, 15 Jun 2026 11:58:00 GMT | 1 min 59 s to 2 min behind",
                "Mon, 15 Jun 2026 10:00:00 GMT | about 2 h behind",
                "Mon, 15 Jun 2026 17:31:10 GMT | about 5 h 31 min ahead of",
                "Sun, 14 Jun 2026 11:00:00 GMT | about 1 day 1 h behind",
                "Sun, 15 Jun 2025 13:00:00 GMT | about 364 days 23 h behind",
                "Thu, 01 Jan 1970 00:00:00 GMT | about 56.5 years behind",
                "Fri, 31 Dec 9999 23:59:59 GMT | about 7973.5 years ahead of"
            })
    void skewIsToldInUnitsOfItsSize(String date, String words) {
        assertThat(ClockCheck.of(List.of(Made.answer(200, 0, "Date", date))).summary())
                .isEqualTo("the server's clock is " + words + " this machine's");
    }

    @Test
    void dateOfACachedAnswerSaysNothingAboutClocks() {
        Trial cached = Made.answer(200, 1, "Date", "Mon, 15 Jun 2026 11:00:00 GMT", "Age", "3600");

        assertThat(ClockCheck.of(List.of(cached)).result()).isEqualTo(Result.SKIPPED);
        assertThat(ClockCheck.of(List.of(Made.answer(200, 1, "Date", "Mon, 15 Jun 2026 11:00:00 GMT")))
                        .result())
                .isEqualTo(Result.WARN);
        assertThat(ClockCheck.of(List.of(Made.answer(200, 1, "Date", "soon"))).result())
                .isEqualTo(Result.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource({"504, 60_010, nginx", "502, 29_050, API Gateway", "504, 30_002, gunicorn", "524, 100_100, Cloudflare"})
    void failureAtAKnownLimitIsEvidence(int status, String millis, String whose) {
        Step step = TimeoutCheck.of(List.of(Made.answer(status, Long.parseLong(millis.replace("_", "")))), 1);

        assertThat(step.result()).isEqualTo(Result.WARN);
        assertThat(step.summary()).contains(whose);
    }

    @Test
    void slowSuccessAndFailureAtAnotherTimeAreNoTimeouts() {
        assertThat(TimeoutCheck.of(List.of(Made.answer(200, 60_000), Made.answer(504, 61_000)), 1)
                        .result())
                .isEqualTo(Result.OK);
    }

    @ParameterizedTest
    @CsvSource({
        "2_002, 2_003, 2_001, WARN",
        "0_951, 1_049, 1_000, WARN",
        "3_100, 2_900, 3_000, WARN",
        "20_099, 20_010, 19_950, WARN",
        "0_940, 1_000, 1_000, OK",
        "3_101, 3_000, 3_000, OK",
        "2_000, 3_000, 2_000, OK",
        "20_300, 20_300, 20_300, OK",
        "0_012, 0_012, 0_012, OK"
    })
    void failuresAtOneRoundTimeAreSomebodysTimeout(String one, String two, String three, Result expected) {
        List<Trial> trials = Stream.of(one, two, three)
                .map(millis -> Made.answer(504, Long.parseLong(millis.replace("_", ""))))
                .toList();

        assertThat(TimeoutCheck.of(trials, 1).result()).isEqualTo(expected);
    }

    @Test
    void roundTimeIsToldAsATimeoutThatSomebodyHasSet() {
        Trial late = Made.answer(504, 2_002);

        assertThat(TimeoutCheck.of(List.of(late, late, late), 1).summary())
                .isEqualTo(
                        "all 3 attempts failed after 2.00 s: no known default, but so round a time is mostly a timeout"
                                + " of 2 s that somebody has set");
        assertThat(TimeoutCheck.of(List.of(late, Made.answer(200, 2_002)), 1).result())
                .isEqualTo(Result.OK);
    }

    @Test
    void ownLimitIsNotTakenForSomebodyElses() {
        Trial trial = Made.failed("deadline_exceeded", 60_000, Diagnosis.unknown());
        Step step = TimeoutCheck.of(List.of(trial), 60_000_000_000L);

        assertThat(step.summary())
                .contains("this program's own limit of 60.00 s", "--timeout")
                .doesNotContain("nginx");
    }

    @Test
    void secondRequestIsJudgedByItsAnswerAndItsConnection() {
        Trial good = Made.answer(200, 1);
        Trial dialled = Made.timed(1, Map.of(Phase.CONNECT, 1L));

        assertThat(KeepAliveCheck.of(good, good).result()).isEqualTo(Result.OK);
        assertThat(KeepAliveCheck.of(good, dialled).result()).isEqualTo(Result.WARN);
        assertThat(KeepAliveCheck.of(good, Made.answer(502, 1)).summary()).contains("status 502, after status 200");
        assertThat(KeepAliveCheck.of(good, Made.failed("connection_lost", 1, Made.REFUSED))
                        .result())
                .isEqualTo(Result.FAIL);
        assertThat(KeepAliveCheck.of(Made.answer(502, 1), Made.answer(502, 1)).result())
                .isEqualTo(Result.OK);
        assertThat(KeepAliveCheck.of(good, null).summary()).contains("Connection: close");
    }

    @Test
    void waitingHeadersAreShown() {
        Trial trial = Made.answer(503, 1, "Retry-After", "7", "Keep-Alive", "timeout=5");

        assertThat(TimeoutCheck.of(List.of(trial), 1).details())
                .containsExactly("Keep-Alive: timeout=5", "Retry-After: 7");
    }

    @Test
    void hopsAreReadFromViaWhereTheDiagnosisNamesNone() {
        Trial trial = Made.answer(200, 1, "Via", "1.1 inner", "Via", "2 middle (x), 1.1 outer");

        assertThat(Hops.names(trial)).containsExactly("outer", "middle", "inner");
        assertThat(Chain.of(trial))
                .extracting(Chain.Node::label)
                .containsExactly("this program", "outer", "middle", "inner", "application");
        assertThat(Chain.of(trial)).noneMatch(Chain.Node::broke);
    }

    @Test
    void networkFailureIsDrawnAtThePeer() {
        assertThat(Chain.of(Made.failed("connect_failed", 1, Made.REFUSED)))
                .filteredOn(Chain.Node::broke)
                .extracting(Chain.Node::label)
                .containsExactly("192.0.2.1:80");
    }
}
