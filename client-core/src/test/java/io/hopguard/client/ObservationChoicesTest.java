package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.management.ThreadMXBean;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.observation.AttemptObservationContext;
import io.hopguard.client.observation.AttemptObservationConvention;
import io.hopguard.client.observation.CallObservationContext;
import io.hopguard.client.observation.CallObservationConvention;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a user may choose: nothing at all, other names, only some, meters from observations. */
class ObservationChoicesTest {
    private final Tracing tracing = new Tracing();

    @Test
    void withoutARegistryThereIsNoStage() {
        String none = new Rig().client().describe();
        String noop = new Rig()
                .with(b -> b.observationRegistry(ObservationRegistry.NOOP))
                .client()
                .describe();
        String some = new Rig()
                .with(b -> b.observationRegistry(tracing.registry).circuitBreaker(c -> c.enabled(true)))
                .client()
                .describe();
        assertThat(noop).isEqualTo(none).containsPattern("traces: +off").doesNotContain("Trace");
        assertThat(some)
                .contains("Trace call > Guard > Identify > Observe call")
                .contains("Breaker > Trace attempt > Tell id > Budget")
                .containsPattern("traces: +hopguard.client.call, hopguard.client.attempt");
    }

    @Test
    void aRegistryThatDoesNothingCostsNothing() {
        long none = allocated(new Rig());
        long noop = allocated(new Rig().with(b -> b.observationRegistry(ObservationRegistry.NOOP)));
        assertThat(noop).isEqualTo(none);
    }

    private static long allocated(Rig rig) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ResilientClient client = rig.with(b -> b.internals(
                        rig.time, () -> Rig.CHANCE, exchange -> Response.of(200, Headers.empty(), new byte[0])))
                .client();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 2_000; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            client.get("/orders").send();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    /** In a Spring Boot application handlers may come after the client. */
    @Test
    void aHandlerThatComesLaterIsHeard() {
        ObservationRegistry registry = ObservationRegistry.create();
        Set<String> seen = new TreeSet<>();
        Rig rig = new Rig().with(b -> b.observationRegistry(registry)).then(answers(200));
        rig.client().get("/orders").send();
        registry.observationConfig()
                .observationHandler(context -> seen.add(context.getClass().getSimpleName()));
        rig.client().get("/orders").send();
        assertThat(seen).containsExactly("AttemptObservationContext", "CallObservationContext");
    }

    @Test
    void otherNamesComeFromConventionsOfTheRegistry() {
        tracing.registry
                .observationConfig()
                .observationConvention(new OwnCall())
                .observationConvention(new OwnAttempt());
        Rig rig = new Rig().with(b -> b.observationRegistry(tracing.registry)).then(answers(200));
        rig.client().get("/orders").send();
        assertThat(tracing.spans()).extracting(span -> span.getName()).containsExactly("one try of GET", "shop GET");
    }

    private static final class OwnCall extends CallObservationConvention
            implements GlobalObservationConvention<CallObservationContext> {
        @Override
        public String getContextualName(CallObservationContext context) {
            return "shop " + context.request().method();
        }
    }

    private static final class OwnAttempt extends AttemptObservationConvention
            implements GlobalObservationConvention<AttemptObservationContext> {
        @Override
        public String getContextualName(AttemptObservationContext context) {
            return "one try of " + context.request().method();
        }
    }

    @Test
    void onlyTheAttemptsMayBeObserved() {
        tracing.registry
                .observationConfig()
                .observationPredicate((name, context) -> !name.equals("hopguard.client.call"));
        Rig rig = new Rig()
                .with(b -> b.observationRegistry(tracing.registry)
                        .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1))))
                .then(answers(503))
                .then(answers(200));
        rig.client().get("/orders").send();
        assertThat(tracing.spans())
                .hasSize(2)
                .extracting(span -> Tracing.attributes(span).get("http.request.resend_count"))
                .containsExactly(null, "1");
    }

    @Test
    void metersFromObservationsHaveTheirOwnNamesAndAlwaysTheSameTags() {
        MeterRegistry meters = new SimpleMeterRegistry();
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        Rig rig = new Rig()
                .with(b -> b.observationRegistry(registry).meterRegistry(meters).retry(r -> r.maxAttempts(2)))
                .then(answers(503))
                .then(answers(200))
                .then(answers(404))
                .then(exchange -> {
                    throw new IllegalStateException("test");
                });
        for (int i = 0; i < 200; i++) {
            RequestSpec spec = rig.client().get("/things/{id}/" + i, i);
            Throwable failure = catchThrowable(() -> spec.send());
            assertThat(failure == null || failure instanceof HopguardException).isTrue();
        }
        Map<String, Set<Set<String>>> keys = new TreeMap<>();
        for (Meter meter : meters.getMeters()) {
            Set<String> tags = new TreeSet<>();
            meter.getId().getTags().forEach(tag -> tags.add(tag.getKey()));
            keys.computeIfAbsent(meter.getId().getName(), name -> new HashSet<>())
                    .add(tags);
        }
        assertThat(keys)
                .containsKeys("hopguard.client.call", "hopguard.client.attempt", "hopguard.client.calls")
                .allSatisfy((name, tags) -> assertThat(tags).as(name).hasSize(1));
        assertThat(keys.get("hopguard.client.attempt"))
                .containsExactly(new TreeSet<>(Set.of("client", "http.request.method", "outcome", "route", "error")));
        assertThat(meters.get("hopguard.client.call").tag("outcome", "2xx").timers())
                .isNotEmpty();
        assertThat(meters.find("hopguard.client.call").timers().size()).isLessThanOrEqualTo(110);
    }
}
