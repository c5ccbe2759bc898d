package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.http.Target;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that stand still for a long time just before they begin, while settings change. */
class ReconfigureLateTest {
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
}
