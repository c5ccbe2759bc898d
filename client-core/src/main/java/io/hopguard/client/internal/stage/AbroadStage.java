package io.hopguard.client.internal.stage;

import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.redirect.SecretHeaders;

/**
 * Takes the secrets away that attempt interceptors added after a redirect to another origin: an interceptor that adds a
 * token to every attempt does not know that this one goes elsewhere.
 */
public final class AbroadStage implements Stage {
    private final SecretHeaders secrets;
    private final Stage next;

    public AbroadStage(SecretHeaders secrets, Stage next) {
        this.secrets = secrets;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        if (!exchange.isAbroad()) {
            return next.execute(exchange);
        }
        Request request = exchange.request();
        return next.execute(exchange.with(request.toBuilder()
                .headers(secrets.removedFrom(request.headers()))
                .build()));
    }
}
