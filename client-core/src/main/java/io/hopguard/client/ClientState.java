package io.hopguard.client;

import io.hopguard.client.http.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client is at one moment: what outlives its calls, in numbers. A picture that does not change; numbers of a client under
 * load are read one after the other and need not fit each other exactly. Immutable, without secrets. Components may be added before
 * version 1.0.
 *
 * @param client the client's name
 * @param targets the targets that calls went to, in the order of their names; breakers and retry budgets are kept of at most 1,000
 *     targets each, which need not be the same, so that there are at most 2,000
 * @param bulkhead the calls under way, or null when the bulkhead is off
 * @param pool the connections, or null where there are none
 */
public record ClientState(
        String client,
        List<OfTarget> targets,
        @Nullable Bulkhead bulkhead,
        @Nullable Pool pool) {

    /**
     * Keeps a copy of the targets.
     *
     * @param client the client's name
     * @param targets the targets
     * @param bulkhead the calls under way, or null
     * @param pool the connections, or null
     */
    public ClientState {
        targets = List.copyOf(targets);
    }

    /**
     * What calls to a target share.
     *
     * @param target scheme, host and port
     * @param breaker the circuit breaker, or null when it is off, or was not asked yet
     * @param retryBudget the retry budget, or null when it is off
     */
    public record OfTarget(
            Target target,
            @Nullable Breaker breaker,
            @Nullable RetryBudget retryBudget) {}

    /**
     * A circuit breaker.
     *
     * @param state what it does
     * @param failureRate the share of failures, from 0 to 1; not a number before enough attempts have been counted
     * @param rejections how many attempts it has refused
     */
    public record Breaker(BreakerState state, double failureRate, long rejections) {}

    /**
     * A retry budget.
     *
     * @param left whole retries left
     * @param capacity how many there may be at most
     */
    public record RetryBudget(long left, long capacity) {}

    /**
     * The calls under way.
     *
     * @param running calls that were let in
     * @param waiting calls that wait for a place
     * @param max how many may run at once
     */
    public record Bulkhead(int running, int waiting, int max) {}

    /**
     * The connections.
     *
     * @param leased connections in use
     * @param available connections that are kept for the next call
     * @param pending calls that wait for a connection
     * @param max how many there may be at once
     */
    public record Pool(int leased, int available, int pending, int max) {}
}
