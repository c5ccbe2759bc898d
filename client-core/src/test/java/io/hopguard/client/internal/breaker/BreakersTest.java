package io.hopguard.client.internal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker.Permit;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.kernel.Verdict.Health;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Breakers as a client makes them. */
class BreakersTest {
    private static final Duration OPEN_FOR = Duration.ofMillis(5);
    private static final Response OK = Response.of(200, Headers.empty(), new byte[0]);
    private static final Response BAD = Response.of(502, Headers.empty(), new byte[0]);

    private static Breaker breaker() {
        CircuitBreakerPolicy policy = CircuitBreakerPolicy.builder()
                .slidingWindowSize(3)
                .minimumNumberOfCalls(3)
                .openFor(OPEN_FOR)
                .halfOpenCalls(3)
                .build();
        return Breakers.source("test", policy, Time.SYSTEM, null, (target, from, to, last) -> {})
                .apply(new Target("http", "h", 80));
    }

    /** The state machine asks the wall clock, so this test asks again until it lets a probe through. */
    private static Permit permit(Breaker breaker) {
        Permit permit = breaker.acquire();
        while (permit == null) {
            Thread.onSpinWait();
            permit = breaker.acquire();
        }
        return permit;
    }

    /** The state machine opens again after a while although every probe succeeded, when it is given a limit for half open. */
    @Test
    @Timeout(10)
    void aQuietClientsBreakerClosesWithItsLastProbeHoweverLongTheyTake() {
        Breaker breaker = breaker();
        for (int failure = 1; failure <= 3; failure++) {
            permit(breaker).answered(Health.FAILURE, 1, BAD);
        }
        assertThat(breaker.state()).isEqualTo("OPEN");
        for (int probe = 1; probe <= 3; probe++) {
            assertThat(breaker.state()).isEqualTo(probe == 1 ? "OPEN" : "HALF_OPEN");
            permit(breaker).answered(Health.SUCCESS, 1, OK);
            long quietUntil = System.nanoTime() + OPEN_FOR.multipliedBy(6).toNanos();
            while (System.nanoTime() - quietUntil < 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(breaker.state()).isEqualTo("CLOSED");
    }
}
