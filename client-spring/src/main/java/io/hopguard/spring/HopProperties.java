package io.hopguard.spring;

import io.hopguard.client.budget.HopPlan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One hop on the way to the application.
 *
 * @param name What operators call it, best with the product's name in it: nginx, alb, gunicorn.
 * @param timeout How long it waits for the answer of the hop behind it.
 * @param keepAlive How long it keeps an idle connection.
 */
record HopProperties(
        @Nullable String name,
        @Nullable Duration timeout,
        @Nullable Duration keepAlive) {

    void applyTo(HopPlan.Builder plan) {
        String shown = name == null ? "" : name;
        // One without a time is refused by the client, which names it.
        Duration patience = timeout == null ? Duration.ZERO : timeout;
        if (keepAlive == null) {
            plan.hop(shown, patience);
        } else {
            plan.hop(shown, patience, keepAlive);
        }
    }
}
