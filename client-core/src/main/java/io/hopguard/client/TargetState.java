package io.hopguard.client;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.breaker.Breakers;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.Figures;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.retry.RetryTokens;
import io.hopguard.client.internal.stage.AdmitStage;
import io.hopguard.client.internal.stage.Places;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import io.hopguard.client.policy.RetryBudgetPolicy;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a client has learnt of its targets, and who is under way, which it does not forget when its settings change: these are the very
 * same objects, also where their rules change. Calls under way and an operator meet the same ones as calls that begin.
 *
 * @param breakers the circuit breakers, or null when they are off
 * @param budgets the retry budgets
 * @param places those of the bulkhead, also when it is off: who came in while it was on still counts when it is on again
 * @param change has those of them that there were follow the settings
 */
record TargetState(
        @Nullable PerTarget<Breaker> breakers, PerTarget<RetryTokens> budgets, Places places, Runnable change) {
    static TargetState first(ClientSettings settings, CallObserver observers) {
        return new TargetState(
                breakersOn(settings) ? new PerTarget<>(newBreaker(settings, observers)) : null,
                new PerTarget<>(newBudget(settings, observers)),
                new Places(settings.policies().bulkhead().maxConcurrentCalls()),
                () -> {});
    }

    /** The same under the settings of now, by which what is kept goes when it is shown: until then nothing has changed. */
    TargetState under(ClientSettings now, ClientSettings before, CallObserver observers) {
        PerTarget<Breaker> nextBreakers = breakersUnder(now, before, observers);
        return new TargetState(nextBreakers, budgets, places, () -> {
            if (nextBreakers != null && nextBreakers == breakers && breakersChange(now, before)) {
                breakers.change(
                        newBreaker(now, observers),
                        known -> known.follow(now.policies().circuitBreaker()));
            }
            if (!rulesOfBudgets(now).equals(rulesOfBudgets(before))) {
                budgets.change(
                        newBudget(now, observers),
                        known -> known.follow(now.policies().retryBudget()));
            }
            places.resize(now.policies().bulkhead().maxConcurrentCalls());
        });
    }

    private @Nullable PerTarget<Breaker> breakersUnder(
            ClientSettings now, ClientSettings before, CallObserver observers) {
        if (!breakersOn(now)) {
            return null;
        }
        // What another registry knows of a target is more than what we know.
        boolean others = now.breakerRegistry() != null && !sameSource(now, before);
        return breakers == null || others ? new PerTarget<>(newBreaker(now, observers)) : breakers;
    }

    /** By a registry's rules go those of a registry. */
    private static boolean breakersChange(ClientSettings now, ClientSettings before) {
        return !sameSource(now, before)
                || now.breakerRegistry() == null && !rulesOfBreakers(now).equals(rulesOfBreakers(before));
    }

    private static boolean sameSource(ClientSettings now, ClientSettings before) {
        return Objects.equals(now.breakerRegistry(), before.breakerRegistry());
    }

    private static boolean breakersOn(ClientSettings settings) {
        return settings.policies().circuitBreaker().enabled();
    }

    private static Function<Target, Breaker> newBreaker(ClientSettings settings, CallObserver observers) {
        return Breakers.source(
                settings.name(),
                settings.policies().circuitBreaker(),
                settings.internals().time(),
                settings.breakerRegistry(),
                observers::breakerChanged);
    }

    private static Function<Target, RetryTokens> newBudget(ClientSettings settings, CallObserver observers) {
        RetryBudgetPolicy rules = settings.policies().retryBudget();
        return target -> new RetryTokens(rules, exhausted -> observers.retryBudgetChanged(target, exhausted));
    }

    private static List<Object> rulesOfBreakers(ClientSettings settings) {
        CircuitBreakerPolicy rules = settings.policies().circuitBreaker();
        return List.of(
                rules.failureRateThreshold(),
                rules.slidingWindowSize(),
                rules.minimumNumberOfCalls(),
                rules.openFor(),
                rules.halfOpenCalls());
    }

    private static List<Object> rulesOfBudgets(ClientSettings settings) {
        RetryBudgetPolicy rules = settings.policies().retryBudget();
        return List.of(rules.enabled(), rules.ratio(), rules.perSuccess(), rules.reserve());
    }

    /** Goes by the settings from now on, and shows the numbers of those that are on. */
    void show(Figures figures, ClientSettings settings) {
        change.run();
        if (settings.policies().bulkhead().enabled()) {
            AdmitStage.show(places, figures);
        }
        if (settings.policies().retryBudget().enabled()) {
            figures.figureOfTargets(Figure.RETRY_BUDGET, budgets, RetryTokens::available);
            figures.figureOfTargets(Figure.RETRY_BUDGET_CAPACITY, budgets, RetryTokens::capacity);
        }
        if (breakers != null) {
            figures.figureOfTargets(Figure.BREAKER_CLOSED, breakers, breaker -> in("CLOSED", breaker));
            figures.figureOfTargets(Figure.BREAKER_OPEN, breakers, breaker -> in("OPEN", breaker));
            figures.figureOfTargets(Figure.BREAKER_HALF_OPEN, breakers, breaker -> in("HALF_OPEN", breaker));
            figures.figureOfTargets(Figure.BREAKER_FAILURE_RATE, breakers, Breaker::failureRate);
            figures.figureOfTargets(Figure.BREAKER_REJECTIONS, breakers, Breaker::rejections);
        }
    }

    /** A registry of the user may know more states, which let everything through or nothing. */
    private static double in(String state, Breaker breaker) {
        String now = switch (breaker.state()) {
            case "OPEN", "FORCED_OPEN" -> "OPEN";
            case "HALF_OPEN" -> "HALF_OPEN";
            default -> "CLOSED";
        };
        return now.equals(state) ? 1 : 0;
    }
}
