package io.hopguard.client.internal.stage;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Stage;
import org.jspecify.annotations.Nullable;

/** Tells the next hop how much time is left, less a margin for the way back; sends nothing once there is none. */
public final class BudgetStage implements Stage {
    private final @Nullable BudgetHeader header;
    private final long marginNanos;
    private final Stage next;

    public BudgetStage(@Nullable BudgetHeader header, long marginNanos, Stage next) {
        this.header = header;
        this.marginNanos = marginNanos;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        HopguardException ended = Failures.ended(exchange.control(), Phase.LEASE, null);
        if (ended != null) {
            throw ended;
        }
        if (header != null) {
            exchange.run().announce(header, marginNanos);
        }
        return next.execute(exchange);
    }
}
