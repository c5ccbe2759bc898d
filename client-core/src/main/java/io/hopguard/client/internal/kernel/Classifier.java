package io.hopguard.client.internal.kernel;

import io.hopguard.client.error.BodyException;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.PoolExhaustedException;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.error.TokenFailedException;
import io.hopguard.client.error.TransportException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Verdict.Health;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one place that says what an outcome means: whether it counts for or against the target, and whether the request may
 * be sent again. Retries, breaker and metrics all read it. Pure.
 *
 * <p>The rules: never-sent requests may always be sent again; otherwise only repeatable ones (RFC 9110 section 9.2.2), and
 * only after statuses and failures that a repetition can cure. 425 says that the request was not processed (RFC 8470
 * section 5.2); 409 to a keyed request says that its twin is still running (Idempotency-Key draft, section 2.7).
 */
public final class Classifier {
    private final Statuses retryStatuses;

    public Classifier(Set<Integer> retryStatuses) {
        this.retryStatuses = new Statuses(retryStatuses);
    }

    public Verdict of(Request request, Response response) {
        int status = response.status();
        if (status >= 200 && status < 400 && !retryStatuses.contains(status)) {
            return Verdict.SUCCESS;
        }
        return new Verdict(healthOf(status), statusObstacle(request, status, response.headers()::first));
    }

    private static Health healthOf(int status) {
        if (status == 408 || status == 425 || status == 429) {
            return Health.IGNORE;
        }
        return status >= 500 && status < 600 && status != 501 && status != 505 ? Health.FAILURE : Health.SUCCESS;
    }

    private @Nullable GaveUp statusObstacle(Request request, int status, HeaderLookup headers) {
        @Nullable Boolean hint = serverHint(headers);
        if (Boolean.FALSE.equals(hint) || headers.first("x-envoy-overloaded") != null) {
            return GaveUp.SERVER_SAID_NO;
        }
        boolean twinRunning = status == 409 && request.headers().contains(Request.IDEMPOTENCY_KEY);
        if (!retryStatuses.contains(status) && !twinRunning && hint == null) {
            return GaveUp.NOT_RETRYABLE;
        }
        return status == 425 ? bodyObstacle(request) : repetitionObstacle(request);
    }

    /** What Stripe's and OpenAI's servers say in so many words. */
    private static @Nullable Boolean serverHint(HeaderLookup headers) {
        String hint = headers.first("x-should-retry");
        String word = hint != null ? hint : headers.first("Stripe-Should-Retry");
        if (word == null) {
            return null;
        }
        return word.equalsIgnoreCase("true") ? Boolean.TRUE : word.equalsIgnoreCase("false") ? Boolean.FALSE : null;
    }

    /** What both a response and an exception made of one can be asked for. */
    private interface HeaderLookup {
        @Nullable
        String first(String name);
    }

    private static @Nullable String first(HttpStatusException failure, String name) {
        List<String> values = failure.headers().get(name);
        return values == null ? null : values.get(0);
    }

    public Verdict of(Request request, HopguardException failure, boolean sent) {
        if (failure instanceof HttpStatusException status) {
            // An interceptor turned the response into its exception; that changes nothing.
            return new Verdict(
                    healthOf(status.status()), statusObstacle(request, status.status(), name -> first(status, name)));
        }
        if (failure instanceof ProxyRefusedException refused) {
            return ofProxy(request, refused.status());
        }
        if (failure instanceof TransportException transport) {
            return new Verdict(Health.FAILURE, transportObstacle(request, transport, sent));
        }
        if (failure instanceof DeadlineExceededException) {
            Health health = sent ? Health.FAILURE : Health.IGNORE;
            return new Verdict(health, sent ? repetitionObstacle(request) : bodyObstacle(request));
        }
        if (failure instanceof PoolExhaustedException) {
            return new Verdict(Health.IGNORE, bodyObstacle(request));
        }
        return new Verdict(Health.IGNORE, otherObstacle(failure));
    }

    /** The target saw nothing of it: what can be cured may be sent again by any method. A 4xx is between the proxy and us. */
    private Verdict ofProxy(Request request, int status) {
        Health health = status >= 500 ? Health.FAILURE : Health.IGNORE;
        return new Verdict(health, retryStatuses.contains(status) ? bodyObstacle(request) : GaveUp.NOT_RETRYABLE);
    }

    private static @Nullable GaveUp otherObstacle(HopguardException failure) {
        // Exhaustive on purpose, so that a new kind of failure is a decision and not an accident.
        if (failure instanceof RejectedException
                || failure instanceof BodyException
                || failure instanceof CallCancelledException
                || failure instanceof InvalidRequestException
                || failure instanceof InterceptorFailedException
                || failure instanceof TokenFailedException) {
            return GaveUp.NOT_RETRYABLE;
        }
        throw new IllegalStateException("no rule for " + failure.getClass().getName());
    }

    private static @Nullable GaveUp transportObstacle(Request request, TransportException failure, boolean sent) {
        if (failure instanceof TlsException || failure instanceof MalformedResponseException) {
            return GaveUp.NOT_RETRYABLE;
        }
        return sent ? repetitionObstacle(request) : bodyObstacle(request);
    }

    private static @Nullable GaveUp repetitionObstacle(Request request) {
        return request.repeatable() ? bodyObstacle(request) : GaveUp.NOT_IDEMPOTENT;
    }

    private static @Nullable GaveUp bodyObstacle(Request request) {
        RequestBody body = request.body();
        return body == null || body.replayable() ? null : GaveUp.BODY_NOT_REPLAYABLE;
    }
}
