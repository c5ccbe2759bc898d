package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.BadGatewayException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.observation.CallObservationContext;
import io.hopguard.client.observation.CallObservationConvention;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the handlers of a registry do, calls go on, and the thread is left as it was. */
class HarmlessHandlersTest {
    private enum Moment {
        SUPPORTS,
        START,
        EVENT,
        ERROR,
        SCOPE_OPENED,
        SCOPE_CLOSED,
        STOP
    }

    /** Throws at one moment. */
    private record Failing(Moment moment, boolean error) implements ObservationHandler<Observation.Context> {
        private void fail(Moment now) {
            if (now == moment) {
                if (error) {
                    throw new NoSuchMethodError("test");
                }
                throw new IllegalStateException("test");
            }
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            fail(Moment.SUPPORTS);
            return true;
        }

        @Override
        public void onStart(Observation.Context context) {
            fail(Moment.START);
        }

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            fail(Moment.EVENT);
        }

        @Override
        public void onError(Observation.Context context) {
            fail(Moment.ERROR);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            fail(Moment.SCOPE_OPENED);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            fail(Moment.SCOPE_CLOSED);
        }

        @Override
        public void onStop(Observation.Context context) {
            fail(Moment.STOP);
        }
    }

    private static Rig rig(ObservationRegistry registry) {
        return new Rig()
                .with(b -> b.observationRegistry(registry)
                        .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1))));
    }

    private static void callsGoOn(ObservationRegistry registry, Mode mode) {
        Rig good = rig(registry).then(answers(503)).then(answers(200));
        assertThat(mode.send(good.client().get("/orders")).status()).isEqualTo(200);
        assertThat(good.transport.attempts()).isEqualTo(2);
        Rig bad = rig(registry).then(answers(502));
        assertThat(catchThrowableOfType(
                        BadGatewayException.class, () -> mode.fetch(bad.client().get("/orders"), String.class)))
                .hasMessageContaining("failed after 3 attempts");
        assertThat(registry.getCurrentObservationScope()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void oneThatThrowsAnException(Moment moment) {
        for (Mode mode : Mode.values()) {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new Failing(moment, false));
            callsGoOn(registry, mode);
        }
    }

    @ParameterizedTest
    @EnumSource(Moment.class)
    void oneThatWasCompiledAgainstSomethingElse(Moment moment) {
        for (Mode mode : Mode.values()) {
            ObservationRegistry registry = ObservationRegistry.create();
            registry.observationConfig().observationHandler(new Failing(moment, true));
            callsGoOn(registry, mode);
        }
    }

    /** Those that come after it, and the thread's own trace, are not in its hands. */
    @ParameterizedTest
    @CsvSource({"EVENT", "ERROR", "SCOPE_OPENED"})
    void oneThatThrowsLeavesTheSpanOfTheOthers(Moment moment) {
        try (Tracing tracing = new Tracing()) {
            tracing.registry.observationConfig().observationHandler(new Failing(moment, false));
            callsGoOn(tracing.registry, Mode.BLOCKING);
            assertThat(tracing.attempts()).hasSize(5);
            assertThat(tracing.spans()).hasSize(7);
            assertThat(tracing.tracer.currentSpan()).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatThrowsWhenTheBreakerOpens(boolean error) {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new Failing(Moment.EVENT, error));
        Rig rig = rig(registry)
                .with(b -> b.circuitBreaker(
                        c -> c.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(1)))
                .then(answers(503));
        assertThat(rig.client().get("/orders").send().status()).isEqualTo(503);
        assertThat(catchThrowableOfType(
                        CircuitOpenException.class,
                        () -> rig.client().get("/orders").send()))
                .isNotNull();
    }

    @Test
    void aConventionThatThrows() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true).observationConvention(new Throwing());
        callsGoOn(registry, Mode.BLOCKING);
    }

    @Test
    void aPredicateThatThrows() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true).observationPredicate((name, context) -> {
            throw new IllegalStateException("test");
        });
        callsGoOn(registry, Mode.BLOCKING);
    }

    @Test
    void aFilterThatThrows() {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(context -> true).observationFilter(context -> {
            throw new IllegalStateException("test");
        });
        callsGoOn(registry, Mode.BLOCKING);
    }

    private static final class Throwing extends CallObservationConvention
            implements GlobalObservationConvention<CallObservationContext> {
        @Override
        public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
            throw new IllegalStateException("test");
        }
    }
}
