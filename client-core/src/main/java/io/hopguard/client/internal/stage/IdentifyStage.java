package io.hopguard.client.internal.stage;

import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.RequestIds;
import io.hopguard.client.internal.kernel.Stage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/** Has the call's id in the MDC of the thread that makes it, so that whatever is logged meanwhile bears it. */
public final class IdentifyStage implements Stage {
    private final Stage next;

    public IdentifyStage(Stage next) {
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        if (MDC.getMDCAdapter() instanceof NOPMDCAdapter) {
            return next.execute(exchange);
        }
        String before = MDC.get(RequestIds.KEY);
        set(exchange.control().requestId(), before);
        try {
            return next.execute(exchange);
        } finally {
            set(before, MDC.get(RequestIds.KEY));
        }
    }

    private static void set(@Nullable String id, @Nullable String present) {
        if (Objects.equals(id, present)) {
            return;
        }
        if (id == null) {
            MDC.remove(RequestIds.KEY);
        } else {
            MDC.put(RequestIds.KEY, id);
        }
    }
}
