package io.hopguard.client.internal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a breaker for each target. */
public final class Breakers {
    /** Is told of a target's change of state, with the last failure that counted where there is one. */
    @FunctionalInterface
    public interface ChangeListener {
        void changed(Target target, String from, String to, @Nullable HopguardException last);
    }

    private Breakers() {}

    /**
     * Breakers of our own, or those of the user's registry under the name {@code client/target}; the registry's default
     * configuration then rules.
     */
    public static Function<Target, Breaker> source(
            String clientName,
            CircuitBreakerPolicy policy,
            Time time,
            @Nullable UserRegistry users,
            ChangeListener listener) {
        CircuitBreakerConfig config = config(policy, new WallClock(time));
        return target -> {
            String name = clientName + "/" + target;
            CircuitBreaker machine =
                    users != null ? users.registry().circuitBreaker(name) : CircuitBreaker.of(name, config);
            return new StateMachineBreaker(
                    machine, users == null, (from, to, last) -> listener.changed(target, from, to, last));
        };
    }

    static CircuitBreakerConfig config(CircuitBreakerPolicy policy, Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(policy.slidingWindowSize())
                .minimumNumberOfCalls(policy.minimumNumberOfCalls())
                .failureRateThreshold(policy.failureRateThreshold())
                // It counts milliseconds in a long, and adds them to a date.
                .waitDurationInOpenState(Duration.ofNanos(Deadline.saturatedNanos(policy.openFor())))
                // No limit for half open: it would open again although every probe of a quiet client succeeded. That
                // no probe is left unanswered is what the permits see to.
                .permittedNumberOfCallsInHalfOpenState(policy.halfOpenCalls())
                // Slow is what the deadline decides; the library's rule would open at answers that are merely late.
                .slowCallDurationThreshold(Duration.ofDays(1))
                .clock(clock)
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .writableStackTraceEnabled(false)
                .build();
    }
}
