package io.hopguard.benchmarks.outage.peer;

import io.hopguard.benchmarks.outage.upstream.Answer;
import io.hopguard.benchmarks.outage.upstream.Delivery;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.SimulatedClient;
import io.hopguard.client.budget.Deadline;
import io.hopguard.client.budget.DeadlineScope;
import io.hopguard.client.error.HopguardException;
import java.util.function.Consumer;

/** The client itself: its whole pipeline, with another clock, other chance, and the wire of the world for a network. */
public final class Hopguard implements Policy {
    private static final String PATH = "/orders/42";

    private final Site site;
    private final ResilientClient client;

    public Hopguard(Site site, Consumer<ResilientClientBuilder> changes) {
        this.site = site;
        this.client = SimulatedClient.open(
                site.time(), site.random()::nextDouble, new HopguardTransport(site.wire()), changes);
    }

    @Override
    public Answer call(long toldNanos) {
        if (toldNanos >= Delivery.UNTOLD) {
            return send();
        }
        // What the servlet filter does with the header.
        DeadlineScope scope = DeadlineScope.open(Deadline.after(toldNanos, site.world()::nanos));
        try {
            return send();
        } finally {
            scope.close();
        }
    }

    private Answer send() {
        try {
            return Answer.of(client.get(PATH).send().status());
        } catch (HopguardException e) {
            return Answer.of(e.details().attempts().isEmpty() ? Answer.NOT_TRIED : Answer.TIMED_OUT);
        }
    }
}
