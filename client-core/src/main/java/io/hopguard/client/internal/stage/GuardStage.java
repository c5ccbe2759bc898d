package io.hopguard.client.internal.stage;

import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Stage;
import java.util.function.BooleanSupplier;

/** The outermost link: lets no call in that a closing client did not know of, and nothing untyped out. */
public final class GuardStage implements Stage {
    private final BooleanSupplier closed;
    private final Stage next;

    public GuardStage(BooleanSupplier closed, Stage next) {
        this.closed = closed;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        try {
            if (closed.getAsBoolean()) {
                throw new ClientClosedException(new FailureDetails.Builder("the client is closed", Phase.ADMISSION)
                        .requestId(exchange.control().requestId())
                        .build());
            }
            return next.execute(exchange);
        } catch (HopguardException e) {
            throw e;
        } catch (RuntimeException e) {
            HopguardException ended =
                    Failures.ended(exchange.control(), exchange.run().phase(), e);
            throw ended != null
                    ? ended
                    : new InterceptorFailedException(FailureDetails.of(
                            "an extension failed", exchange.run().phase(), e));
        }
    }
}
