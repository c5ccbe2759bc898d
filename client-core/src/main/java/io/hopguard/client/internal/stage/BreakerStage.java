package io.hopguard.client.internal.stage;

import io.hopguard.client.error.CircuitOpenException;
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
    private final PerTarget<Refusals> refusals = new PerTarget<>(Refusals::new);
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
            Refusals words = refusals.of(exchange.request().target());
            CircuitOpenException refusal = new CircuitOpenException(words.by(breaker, exchange, time.nanos()));
            exchange.run().refusedBy(refusal);
            throw refusal;
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
}
