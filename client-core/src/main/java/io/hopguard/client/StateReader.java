package io.hopguard.client;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.observe.FigureReader;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes the picture of a client. */
record StateReader(
        String client, FigureReader figures, @Nullable PerTarget<Breaker> breakers) {
    ClientState read() {
        Map<Target, Double> left = figures.ofTargets(Figure.RETRY_BUDGET);
        Map<Target, Double> capacity = figures.ofTargets(Figure.RETRY_BUDGET_CAPACITY);
        Set<Target> targets = new TreeSet<>(Comparator.comparing(Target::toString));
        targets.addAll(left.keySet());
        if (breakers != null) {
            breakers.forEach((target, breaker) -> targets.add(target));
        }
        return new ClientState(
                client,
                targets.stream()
                        .map(target -> new ClientState.OfTarget(
                                target, breaker(target), budget(left.get(target), capacity.get(target))))
                        .toList(),
                bulkhead(),
                pool());
    }

    private ClientState.@Nullable Breaker breaker(Target target) {
        Breaker breaker = breakers == null ? null : breakers.known(target);
        return breaker == null
                ? null
                : new ClientState.Breaker(
                        BreakerState.valueOf(breaker.state()), breaker.failureRate(), breaker.rejections());
    }

    private static ClientState.@Nullable RetryBudget budget(@Nullable Double left, @Nullable Double capacity) {
        return left == null || capacity == null
                ? null
                : new ClientState.RetryBudget(left.longValue(), capacity.longValue());
    }

    private ClientState.@Nullable Bulkhead bulkhead() {
        return figures.has(Figure.BULKHEAD_MAX)
                ? new ClientState.Bulkhead(
                        figures.count(Figure.BULKHEAD_RUNNING),
                        figures.count(Figure.BULKHEAD_WAITING),
                        figures.count(Figure.BULKHEAD_MAX))
                : null;
    }

    private ClientState.@Nullable Pool pool() {
        return figures.has(Figure.POOL_MAX)
                ? new ClientState.Pool(
                        figures.count(Figure.POOL_LEASED),
                        figures.count(Figure.POOL_AVAILABLE),
                        figures.count(Figure.POOL_PENDING),
                        figures.count(Figure.POOL_MAX))
                : null;
    }
}
