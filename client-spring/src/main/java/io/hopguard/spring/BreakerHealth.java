package io.hopguard.spring;

import io.hopguard.client.BreakerState;
import io.hopguard.client.ClientState;
import io.hopguard.client.ResilientClient;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Shows circuit breakers that are not closed. An open one is no reason to take this instance out of service: the others have the
 * same upstream, and the rest of the application works. Thread-safe.
 */
final class BreakerHealth extends AbstractHealthIndicator {
    private final ApplicationClients clients;
    private final boolean openIsDown;

    BreakerHealth(ApplicationClients clients, boolean openIsDown) {
        super("the circuit breakers could not be read");
        this.clients = clients;
        this.openIsDown = openIsDown;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Map<String, Map<String, BreakerState>> shown = new TreeMap<>();
        clients.all().forEach((name, client) -> {
            Map<String, BreakerState> states = notClosed(client);
            if (!states.isEmpty()) {
                shown.put(name, states);
            }
        });
        boolean refuses = shown.values().stream()
                .flatMap(states -> states.values().stream())
                .anyMatch(BreakerState::refuses);
        health.status(openIsDown && refuses ? "DOWN" : "UP").withDetail("breakersNotClosed", shown);
    }

    private static Map<String, BreakerState> notClosed(ResilientClient client) {
        Map<String, BreakerState> states = new TreeMap<>();
        for (ClientState.OfTarget of : client.state().targets()) {
            ClientState.Breaker breaker = of.breaker();
            if (breaker != null && breaker.state() != BreakerState.CLOSED) {
                states.put(of.target().toString(), breaker.state());
            }
        }
        return states;
    }
}
