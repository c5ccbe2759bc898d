package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.http.Target;
import io.hopguard.client.observation.ObservationNames;
import io.hopguard.client.wire.RawServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that stand still for a long time just before they begin, or just before they hand out a stream, while settings change. */
class ReconfigureLateTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** A value of a template, of which the text takes as long as it takes. */
    private record Slow(Runnable meanwhile, AtomicBoolean done) {
        @Override
        public String toString() {
            if (done.compareAndSet(false, true)) {
                meanwhile.run();
            }
            return "42";
        }
    }

    private static void awaitOneEngine(ResilientClient client, int tries) {
        try {
            for (int i = 0; i < tries && client.enginesAlive() > 1; i++) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatWasLaterThanTheEngineOfBeforeIsMadeByTheNewSettings(Mode mode) {
        Rig rig = new Rig().then(answers(200));
        rig.client();
        Slow value = new Slow(
                () -> {
                    rig.reconfigure(b -> b.baseUri("http://other.test").header("X-Tenant", "acme"));
                    awaitOneEngine(rig.client(), 4_000);
                    assertThat(rig.client().enginesAlive()).isOne();
                },
                new AtomicBoolean());
        assertThat(mode.send(rig.client().get("/orders/{id}", value)).status()).isEqualTo(200);
        assertThat(rig.transport.requests()).singleElement().satisfies(sent -> {
            assertThat(sent.target()).isEqualTo(Target.of("http://other.test"));
            assertThat(sent.headers().first("X-Tenant")).isEqualTo("acme");
        });
        assertThat(rig.client().callsUnderWay()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatWasLaterThanTheClientIsRefused(Mode mode) {
        Rig rig = new Rig().then(answers(200));
        rig.client();
        Slow value = new Slow(
                () -> {
                    rig.reconfigure(b -> {});
                    rig.client().close();
                },
                new AtomicBoolean());
        assertThatThrownBy(() -> mode.send(rig.client().get("/orders/{id}", value)))
                .isInstanceOf(ClientClosedException.class);
        assertThat(rig.transport.attempts()).isZero();
        assertThat(rig.client().callsUnderWay()).isZero();
    }

    private static ResilientClientBuilder builder(ObservationRegistry registry) {
        return ResilientClient.builder()
                .name("streaming")
                .observationRegistry(registry)
                .timeouts(t -> t.total(LONG).attempt(LONG))
                .retry(r -> r.off());
    }

    /** Does something when a call has its head, and before the stream is handed out. */
    private static ObservationRegistry between(Runnable action) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {
            @Override
            public void onStop(Observation.Context context) {
                if (ObservationNames.CALL.equals(context.getName())) {
                    action.run();
                }
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
        return registry;
    }

    private static RawServer halting(CountDownLatch goOn) {
        return new RawServer(c -> {
            while (c.request() != null) {
                c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                goOn.await(20, TimeUnit.SECONDS);
                c.send("last!");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatIsNotYetHandedOutIsNotCutOff(Mode mode) throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        ResilientClient[] client = new ResilientClient[1];
        ObservationRegistry[] registry = new ObservationRegistry[1];
        registry[0] = between(() -> {
            client[0].reconfigure(builder(registry[0]));
            // Longer than the engine of before stays for those who have only just got hold of it.
            awaitOneEngine(client[0], 400);
        });
        client[0] = builder(registry[0]).build();
        try (RawServer server = halting(goOn);
                ResilientClient closed = client[0]) {
            StreamedResponse stream = mode.stream(closed.get(server.url() + "/stream"));
            assertThat(closed.enginesAlive()).isEqualTo(2);
            goOn.countDown();
            assertThat(new String(stream.body().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("firstlast!");
            awaitOneEngine(closed, 4_000);
            assertThat(closed.enginesAlive()).isOne();
        }
    }

    @Test
    void aStreamThatIsHandedOutByAClosedClientHasEnded() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        ResilientClient[] client = new ResilientClient[1];
        client[0] = builder(between(
                        () -> CompletableFuture.runAsync(client[0]::close).join()))
                .build();
        try (RawServer server = halting(goOn)) {
            StreamedResponse stream = client[0].get(server.url() + "/stream").stream();
            assertThatThrownBy(() -> stream.body().readAllBytes()).isInstanceOf(CallCancelledException.class);
            assertThat(client[0].callsUnderWay()).isZero();
        } finally {
            goOn.countDown();
        }
    }
}
