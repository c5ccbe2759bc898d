package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.RetryBudgetPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How much load retries may add.
 *
 * @param enabled Whether retries are limited by a budget for each target.
 * @param ratio Retries that each call adds to the budget.
 * @param perSuccess Retries that each attempt that succeeds adds to the budget.
 * @param reserve Retries that are allowed without any calls before.
 */
record RetryBudgetProperties(
        @Nullable Boolean enabled,
        @Nullable Double ratio,
        @Nullable Double perSuccess,
        @Nullable Integer reserve) {

    void applyTo(RetryBudgetPolicy.Builder policy) {
        set(enabled, policy::enabled);
        set(ratio, policy::ratio);
        set(perSuccess, policy::perSuccess);
        set(reserve, policy::reserve);
    }
}
