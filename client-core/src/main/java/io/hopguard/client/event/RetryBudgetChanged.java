package io.hopguard.client.event;

/**
 * A target's retry budget is exhausted, or is of use again.
 *
 * @param subject the target
 * @param exhausted true when the first retry was refused, false when half of the budget is there again
 */
public record RetryBudgetChanged(EventSubject subject, boolean exhausted) implements CallEvent {}
