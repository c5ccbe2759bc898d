package io.hopguard.client.internal.stage;

import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.RequestIds;
import io.hopguard.client.internal.kernel.Stage;
import org.slf4j.MDC;
import org.slf4j.helpers.NOPMDCAdapter;

/** Tells the next hop the call's id, the same with every attempt; one that an interceptor has put on the request wins. */
public final class TellIdStage implements Stage {
    private final String header;
    private final Stage next;

    public TellIdStage(String header, Stage next) {
        this.header = header;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        CallControl control = exchange.control();
        String own = exchange.request().headers().first(header);
        if (own == null || !RequestIds.isUsable(own)) {
            exchange.run().tell(header, control.requestId());
        } else if (!own.equals(control.requestId())) {
            control.identify(own);
            if (!(MDC.getMDCAdapter() instanceof NOPMDCAdapter)) {
                // Set back by IdentifyStage, as whatever was there before the call.
                MDC.put(RequestIds.KEY, own);
            }
        }
        return next.execute(exchange);
    }
}
