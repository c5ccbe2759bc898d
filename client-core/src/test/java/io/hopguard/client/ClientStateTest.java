package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.http.Target;
import io.hopguard.client.wire.RawServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The picture of a client: what outlives its calls. */
class ClientStateTest {
    private static final Target API = Target.of("http://api.test");

    private static ClientState.OfTarget only(ResilientClient client) {
        assertThat(client.state().targets()).hasSize(1);
        return client.state().targets().get(0);
    }

    private static Rig failing() {
        return new Rig()
                .with(builder -> builder.name("orders")
                        .retry(r -> r.maxAttempts(2))
                        .circuitBreaker(
                                b -> b.enabled(true).slidingWindowSize(4).minimumNumberOfCalls(4)))
                .then(ScriptedTransport.answers(502));
    }

    @Test
    void beforeTheFirstCallThereAreNoTargets() {
        ClientState state = failing().client().state();
        assertThat(state.client()).isEqualTo("orders");
        assertThat(state.targets()).isEmpty();
        assertThat(state.bulkhead()).isEqualTo(new ClientState.Bulkhead(0, 0, 64));
        assertThat(state.pool()).as("the network is replaced").isNull();
    }

    @ParameterizedTest
    @EnumSource
    void aTargetShowsItsBreakerAndItsBudget(Mode mode) {
        ResilientClient client = failing().client();
        mode.send(client.get("/orders"));
        assertThat(only(client).target()).isEqualTo(API);
        assertThat(only(client).breaker().state()).isEqualTo(BreakerState.CLOSED);
        assertThat(only(client).breaker().failureRate()).isNaN();
        assertThat(only(client).retryBudget()).isEqualTo(new ClientState.RetryBudget(9, 10));
        mode.send(client.get("/orders"));
        assertThat(failureOf(mode, client.get("/orders"))).isInstanceOf(CircuitOpenException.class);
        assertThat(only(client).breaker()).isEqualTo(new ClientState.Breaker(BreakerState.OPEN, 1.0, 1));
        assertThat(only(client).retryBudget()).isEqualTo(new ClientState.RetryBudget(8, 10));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOffIsNotShown(Mode mode) {
        ResilientClient client = new Rig()
                .with(b -> b.bulkhead(k -> k.enabled(false)).retryBudget(r -> r.enabled(false)))
                .then(ScriptedTransport.answers(200))
                .client();
        mode.send(client.get("/orders"));
        assertThat(client.state().targets()).isEmpty();
        assertThat(client.state().bulkhead()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void theBulkheadShowsWhoIsIn(Mode mode) {
        Rig rig = new Rig().with(b -> b.bulkhead(k -> k.maxConcurrentCalls(3)));
        AtomicReference<ClientState> during = new AtomicReference<>();
        rig.then(exchange -> {
            during.set(rig.client().state());
            return ScriptedTransport.answers(200).execute(exchange);
        });
        mode.send(rig.client().get("/orders"));
        assertThat(during.get().bulkhead()).isEqualTo(new ClientState.Bulkhead(1, 0, 3));
        assertThat(rig.client().state().bulkhead()).isEqualTo(new ClientState.Bulkhead(0, 0, 3));
    }

    @ParameterizedTest
    @EnumSource
    void thePoolShowsConnectionsInUseAndKept(Mode mode) throws Exception {
        AtomicReference<ResilientClient> asked = new AtomicReference<>();
        AtomicReference<ClientState> during = new AtomicReference<>();
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        during.set(asked.get().state());
                        c.respond(200, "hello");
                    }
                });
                ResilientClient client = ResilientClient.builder()
                        .connections(c -> c.maxTotal(70))
                        .build()) {
            asked.set(client);
            mode.send(client.get(server.url() + "/"));
            assertThat(during.get().pool()).isEqualTo(new ClientState.Pool(1, 0, 0, 70));
            assertThat(client.state().pool()).isEqualTo(new ClientState.Pool(0, 1, 0, 70));
            client.close(Duration.ZERO);
            assertThat(client.state().pool().leased()).as("after closing").isZero();
        }
    }
}
