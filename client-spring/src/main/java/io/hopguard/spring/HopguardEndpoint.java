package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The endpoint {@code hopguard} of the actuator: the application's clients, their circuit breakers and budgets, the last failures
 * with their diagnosis, and what holds for each client. It shows no secrets. Thread-safe.
 */
@Endpoint(id = "hopguard", defaultAccess = Access.READ_ONLY)
public class HopguardEndpoint {
    final ApplicationClients clients;
    private final LastFailures failures;

    HopguardEndpoint(ApplicationClients clients, LastFailures failures) {
        this.clients = clients;
        this.failures = failures;
    }

    record AllClients(Map<String, ClientView> clients) implements OperationResponseBody {}

    /**
     * Shows all clients.
     *
     * @return the clients by name
     */
    @ReadOperation
    public AllClients clients() {
        Map<String, ClientView> views = new TreeMap<>();
        clients.all().forEach((name, client) -> views.put(name, ClientView.of(client, failures)));
        return new AllClients(views);
    }

    /**
     * Shows one client.
     *
     * @param client the name of its bean, or of the shared client
     * @return the client, or null when there is none of that name
     */
    @ReadOperation
    public @Nullable ClientView client(@Selector String client) {
        ResilientClient known = clients.known(client);
        return known == null ? null : ClientView.of(known, failures);
    }
}
