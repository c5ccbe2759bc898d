package io.hopguard.client.internal.stage;

import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;

/** Turns a good answer into the value that was asked for: still within the deadline, and part of what is observed. */
public final class DecodeStage implements Stage {
    private final Stage next;

    public DecodeStage(Stage next) {
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        Response response = next.execute(exchange);
        if (exchange.decoding() != null && response.isSuccess()) {
            exchange.decoding().read(response, exchange.control());
        }
        return response;
    }
}
