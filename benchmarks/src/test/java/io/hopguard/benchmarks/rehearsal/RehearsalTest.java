package io.hopguard.benchmarks.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.peer.PeerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The counts are those that can be worked out by hand. */
class RehearsalTest {
    @ParameterizedTest
    @CsvSource({
        "HTTPCLIENT, 400",
        "OKHTTP, 400",
        "METHANOL, 1600",
        "HTTPCLIENT_RESILIENCE4J, 100", // as many as its breaker wants to see
        "RESTCLIENT_SPRING_CLOUD, 100",
        "OKHTTP_FAILSAFE, 3"
    })
    void aClientSendsWhatItsRetryAndItsBreakerLetThrough(PeerKind kind, long requests) {
        assertThat(new Rehearsal(400, 100).requests(kind)).isEqualTo(requests);
    }

    @Test
    void aRetrySendsThreeTimesAsMuchUntilItsBreakerHasSeenEnough() {
        assertThat(new Rehearsal(10, 100).requests(PeerKind.JDK_RESILIENCE4J)).isEqualTo(30);
    }

    /** 100 first attempts, and the second and third ones of those that began 0.2 s and 0.6 s before the second was over. */
    @Test
    void armeriasBreakerJudgesAtTheEndOfASecond() {
        assertThat(new Rehearsal(200, 100).requests(PeerKind.ARMERIA_DECORATED)).isBetween(200L, 240L);
    }

    @ParameterizedTest
    @EnumSource(names = {"HOPGUARD", "HOPGUARD_RESTCLIENT"})
    void theClientSaysTheSameEachTime(PeerKind kind) {
        Rehearsal rehearsal = new Rehearsal(1_000, 100);

        assertThat(rehearsal.requests(kind)).isEqualTo(rehearsal.requests(kind)).isLessThan(100);
    }
}
