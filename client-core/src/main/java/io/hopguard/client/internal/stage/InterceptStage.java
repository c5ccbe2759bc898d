package io.hopguard.client.internal.stage;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.Interceptor;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Stage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** One interceptor of the user's, around the rest of the pipeline. */
public final class InterceptStage implements Stage {
    private final Interceptor interceptor;
    private final Stage next;

    private InterceptStage(Interceptor interceptor, Stage next) {
        this.interceptor = interceptor;
        this.next = next;
    }

    /** The first of the list becomes the outermost. */
    public static Stage wrap(List<Interceptor> interceptors, Stage next) {
        Stage stage = next;
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            stage = new InterceptStage(interceptors.get(i), stage);
        }
        return stage;
    }

    @Override
    public Response execute(Exchange exchange) {
        try {
            Response response = interceptor.intercept(exchange.request(), new Once(exchange));
            return Objects.requireNonNull(response, "the interceptor returned null");
        } catch (HopguardException e) {
            throw e;
        } catch (RuntimeException e) {
            String name = interceptor.getClass().getName();
            int lambda = name.indexOf("$$Lambda");
            String summary = "the interceptor " + (lambda < 0 ? name : "in " + name.substring(0, lambda))
                    + " failed with " + e.getClass().getSimpleName();
            throw new InterceptorFailedException(
                    FailureDetails.of(summary, exchange.run().phase(), e));
        }
    }

    /** The rest of the pipeline, for one use: a second one would send the request again, behind the back of the retries. */
    private final class Once implements Interceptor.Chain {
        private final Exchange exchange;
        private final AtomicBoolean used = new AtomicBoolean();

        Once(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public Response proceed(Request request) {
            if (!request.target().equals(exchange.request().target())) {
                throw new InvalidRequestException("interceptor: sent the request to " + request.target()
                        + " instead of " + exchange.request().target()
                        + "; an interceptor must not change the target");
            }
            if (exchange.run() != AttemptRun.NONE && exchange.request().repeatable() && !request.repeatable()) {
                throw new InvalidRequestException("interceptor: made the request " + request
                        + " unsafe to repeat while it is being repeated; change the method or remove the"
                        + " Idempotency-Key in a call interceptor instead");
            }
            if (!used.compareAndSet(false, true)) {
                throw new IllegalStateException("proceed was called twice; the retries send a request again, not this");
            }
            return next.execute(exchange.with(request));
        }
    }
}
