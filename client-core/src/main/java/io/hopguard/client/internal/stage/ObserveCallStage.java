package io.hopguard.client.internal.stage;

import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Failures;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;

/** Times the call, tells the observers, and sees to it that every failure names its request. */
public final class ObserveCallStage implements Stage {
    private final CallObserver observers;
    private final Time time;
    private final Stage next;

    public ObserveCallStage(CallObserver observers, Time time, Stage next) {
        this.observers = observers;
        this.time = time;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        observers.callStarted(exchange);
        try {
            refuseIfOver(exchange);
            Response response = next.execute(exchange);
            long elapsed = time.nanos() - exchange.control().startNanos();
            observers.callAnswered(exchange, response, elapsed);
            return response;
        } catch (HopguardException e) {
            throw failed(e, exchange);
        } catch (RuntimeException e) {
            HopguardException ended = Failures.ended(exchange.control(), Phase.ADMISSION, e);
            throw failed(ended != null ? ended : unforeseen(e), exchange);
        } catch (Error e) {
            failed(unforeseen(e), exchange);
            throw e;
        }
    }

    /** Begun without any time, under a scope that is over: neither the bulkhead nor interceptors have to do with it. */
    private static void refuseIfOver(Exchange exchange) {
        if (exchange.control().totalNanos() <= 0) {
            throw new DeadlineExceededException(FailureDetails.of(
                    "not sent, the deadline of the scope around the call had passed", Phase.ADMISSION, null));
        }
    }

    private static HopguardException unforeseen(Throwable cause) {
        return new InterceptorFailedException(FailureDetails.of("an extension failed", Phase.ADMISSION, cause));
    }

    private HopguardException failed(HopguardException failure, Exchange exchange) {
        long elapsed = time.nanos() - exchange.control().startNanos();
        HopguardException named = named(failure, exchange, elapsed);
        observers.callFailed(exchange, named, elapsed);
        return named;
    }

    private static HopguardException named(HopguardException e, Exchange exchange, long elapsed) {
        if (e.details().method() != null) {
            return e;
        }
        FailureDetails details = e.details().toBuilder()
                .request(exchange.request().method(), exchange.request().shownTarget())
                .nanos(elapsed, exchange.control().totalNanos())
                .build();
        HopguardException named = e.retold(details);
        for (Throwable earlier : e.getSuppressed()) {
            named.addSuppressed(earlier);
        }
        return named;
    }
}
