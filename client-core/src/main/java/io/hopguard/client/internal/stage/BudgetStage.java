package io.hopguard.client.internal.stage;

import io.hopguard.client.budget.BudgetHeader;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Stage;
import org.jspecify.annotations.Nullable;

/** Tells the next hop how much time is left, less a margin for the way back; sends nothing once there is none. */
public final class BudgetStage implements Stage {
    private final AttemptRun.@Nullable Announcement announcement;
    private final Stage next;

    public BudgetStage(@Nullable BudgetHeader header, long marginNanos, Stage next) {
        this.announcement = header == null ? null : new AttemptRun.Announcement(header, marginNanos);
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        HopguardException ended = Failures.ended(exchange.control(), Phase.LEASE, null);
        if (ended != null) {
            throw ended;
        }
        if (announcement != null) {
            exchange.run().announce(announcement);
        }
        return next.execute(exchange);
    }
}
