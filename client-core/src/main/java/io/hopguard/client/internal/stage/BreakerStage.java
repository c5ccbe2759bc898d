package io.hopguard.client.internal.stage;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.breaker.Breaker;
import io.hopguard.client.internal.kernel.Classifier;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.PerTarget;
import io.hopguard.client.internal.kernel.Stage;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.kernel.Verdict.Health;

/** Refuses attempts while the target's circuit breaker is open; answers each permit exactly once. */
public final class BreakerStage implements Stage {
    private final PerTarget<Breaker> breakers;
    private final Classifier classifier;
    private final Time time;
    private final Stage next;

    public BreakerStage(PerTarget<Breaker> breakers, Classifier classifier, Time time, Stage next) {
        this.breakers = breakers;
        this.classifier = classifier;
        this.time = time;
        this.next = next;
    }

    @Override
    public Response execute(Exchange exchange) {
        Breaker breaker = breakers.of(exchange.request().target());
        Breaker.Permit permit = breaker.acquire();
        if (permit == null) {
            throw refusal(exchange, breaker);
        }
        long start = time.nanos();
        try {
            Response response = next.execute(exchange);
            permit.answered(classifier.of(exchange.request(), response).health(), time.nanos() - start, response);
            return response;
        } catch (HopguardException e) {
            Health health =
                    classifier.of(exchange.request(), e, exchange.run().sent()).health();
            permit.failed(health, time.nanos() - start, e);
            throw e;
        } finally {
            // Does nothing after an answer: this is for Errors and whatever else comes through.
            permit.release();
        }
    }

    private static CircuitOpenException refusal(Exchange exchange, Breaker breaker) {
        String whose = "the circuit breaker of " + exchange.request().target();
        if (breaker.state().equals("FORCED_OPEN")) {
            return new CircuitOpenException(new FailureDetails.Builder(
                            whose + " is forced open", exchange.run().phase())
                    .diagnosis(forced())
                    .build());
        }
        HopguardException last = breaker.lastFailure();
        String summary = whose + " is open"
                + (last == null ? "" : ", last failure: " + last.details().summary());
        return new CircuitOpenException(
                new FailureDetails.Builder(summary, exchange.run().phase())
                        .diagnosis(opened())
                        .cause(last)
                        .response(null, breaker.refusesForNanos())
                        .build());
    }

    private static Diagnosis opened() {
        return Diagnosis.observed(
                AnsweredBy.CLIENT,
                Cause.NO_HEALTHY_UPSTREAM,
                new Evidence("circuit breaker", "open", "this client sends nothing to a target that fails"),
                "look at the failures that opened the circuit breaker; the last one is the cause of this");
    }

    /** No failure did this: somebody wanted it. */
    private static Diagnosis forced() {
        return Diagnosis.observed(
                AnsweredBy.CLIENT,
                Cause.MAINTENANCE,
                new Evidence(
                        "circuit breaker", "forced open", "somebody told this client to send nothing to the target"),
                "reset the circuit breaker when calls may go there again");
    }
}
