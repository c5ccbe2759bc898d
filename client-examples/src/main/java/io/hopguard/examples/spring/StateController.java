package io.hopguard.examples.spring;

import io.hopguard.spring.HopguardClients;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page shows: the clients, their breakers and budgets, and the last calls with their diagnoses. */
@RestController
class StateController {
    /** All of it. */
    record State(String upstream, boolean behindNginx, List<ClientState> clients) {}

    /** One client. */
    record ClientState(
            String name,
            long calls,
            long failures,
            long attempts,
            List<TargetState> targets,
            @Nullable Double running,
            @Nullable Double leased,
            List<ShownCall> lastCalls,
            List<ShownCall> lastFailures) {}

    /** What a client knows of one service. */
    record TargetState(
            String target,
            String breaker,
            @Nullable Double failureRate,
            @Nullable Double retryBudget,
            @Nullable Double retryBudgetCapacity) {}

    private final HopguardClients clients;
    private final Backstage backstage;
    private final RecentCalls recent;
    private final Meters meters;

    StateController(HopguardClients clients, Backstage backstage, RecentCalls recent, Meters meters) {
        this.clients = clients;
        this.backstage = backstage;
        this.recent = recent;
        this.meters = meters;
    }

    @GetMapping("/state")
    State state() {
        return new State(
                backstage.upstream().condition().name(),
                backstage.behindNginx(),
                clients.names().stream().map(this::client).toList());
    }

    private ClientState client(String name) {
        long calls = meters.count(name, "calls");
        return new ClientState(
                name,
                calls,
                calls - meters.count(name, "calls", "outcome", "2xx"),
                meters.count(name, "attempts"),
                meters.targets(name).stream()
                        .map(target -> target(name, target))
                        .toList(),
                meters.gauge(name, "bulkhead.calls", "state", "running"),
                meters.gauge(name, "pool.connections", "state", "leased"),
                recent.calls(name),
                recent.failures(name));
    }

    private TargetState target(String name, String target) {
        return new TargetState(
                target,
                meters.breaker(name, target),
                meters.gauge(name, "breaker.failure.rate", "target", target),
                meters.gauge(name, "retry.budget", "target", target),
                meters.gauge(name, "retry.budget.capacity", "target", target));
    }
}
