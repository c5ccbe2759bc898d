package io.hopguard.client.internal.observe;

import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.Target;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Figure;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Seldom;
import io.hopguard.client.internal.kernel.Time;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** All observers as one, none of which can do harm to a call or to another. */
public final class Observers implements CallObserver {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");

    private final CallObserver[] observers;
    private final Seldom complaints;

    public Observers(List<CallObserver> observers, Time time) {
        this.observers = observers.toArray(CallObserver[]::new);
        this.complaints = new Seldom(time);
    }

    private void tell(Consumer<CallObserver> event) {
        for (CallObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                ignored(observer, e);
            }
        }
    }

    /** An Error too, of a handler or an appender that was compiled against something else; and the log itself may be what fails. */
    private void ignored(CallObserver observer, Throwable failure) {
        try {
            LOG.atLevel(complaints.isDue() ? Level.WARN : Level.DEBUG)
                    .setCause(failure)
                    .log("{} failed and is ignored", observer.getClass().getSimpleName());
        } catch (RuntimeException | LinkageError | AssertionError e) {
            // Nobody is left to tell.
        }
    }

    // What is told of every call, also of one that is refused as fast as it comes, without an object made for it:

    @Override
    public void callStarted(Exchange call) {
        for (CallObserver observer : observers) {
            try {
                observer.callStarted(call);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                ignored(observer, e);
            }
        }
    }

    @Override
    public void attemptEnded(Exchange call, AttemptRun run, Attempt attempt) {
        for (CallObserver observer : observers) {
            try {
                observer.attemptEnded(call, run, attempt);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                ignored(observer, e);
            }
        }
    }

    @Override
    public void callAnswered(Exchange call, Response response, long elapsedNanos) {
        for (CallObserver observer : observers) {
            try {
                observer.callAnswered(call, response, elapsedNanos);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                ignored(observer, e);
            }
        }
    }

    @Override
    public void callFailed(Exchange call, HopguardException failure, long elapsedNanos) {
        for (CallObserver observer : observers) {
            try {
                observer.callFailed(call, failure, elapsedNanos);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                ignored(observer, e);
            }
        }
    }

    @Override
    public void attemptRefused(Exchange call, CircuitOpenException refusal) {
        for (CallObserver observer : observers) {
            try {
                observer.attemptRefused(call, refusal);
            } catch (RuntimeException | LinkageError | AssertionError e) {
                ignored(observer, e);
            }
        }
    }

    // The rest is rare:

    @Override
    public void retryScheduled(Exchange call, Attempt failed, long delayNanos) {
        tell(observer -> observer.retryScheduled(call, failed, delayNanos));
    }

    @Override
    public void waited(Exchange call, Wait kind, long nanos) {
        tell(observer -> observer.waited(call, kind, nanos));
    }

    @Override
    public void redirected(Exchange call, Response redirect, Request further) {
        tell(observer -> observer.redirected(call, redirect, further));
    }

    @Override
    public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
        tell(observer -> observer.streamEnded(call, failure, whole, elapsedNanos));
    }

    @Override
    public void streamLost(Exchange call, String how) {
        tell(observer -> observer.streamLost(call, how));
    }

    @Override
    public void breakerChanged(Target target, String from, String to) {
        tell(observer -> observer.breakerChanged(target, from, to));
    }

    @Override
    public void breakerChanged(Target target, String from, String to, @Nullable HopguardException last) {
        tell(observer -> observer.breakerChanged(target, from, to, last));
    }

    @Override
    public void clientClosed() {
        tell(CallObserver::clientClosed);
    }

    @Override
    public void retryBudgetChanged(Target target, boolean exhausted) {
        tell(observer -> observer.retryBudgetChanged(target, exhausted));
    }

    @Override
    public void figure(Figure figure, DoubleSupplier value) {
        tell(observer -> observer.figure(figure, value));
    }

    @Override
    public <T> void figureOfTargets(Figure figure, PerTarget<T> values, ToDoubleFunction<T> value) {
        tell(observer -> observer.figureOfTargets(figure, values, value));
    }

    @Override
    public void over(Figure figure) {
        tell(observer -> observer.over(figure));
    }
}
