package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** However much traffic there is, and however odd: the registry stays small. */
class MeterBoundsTest {
    private static final int MANY = 10_000;
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Random random = new Random(42);

    private ResilientClient client() {
        return new Rig()
                .with(b -> b.baseUri(null).meterRegistry(registry).circuitBreaker(c -> c.enabled(true)))
                .then(ScriptedTransport.answers(200))
                .client();
    }

    private String word() {
        return random.ints(8, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private List<Meter> meters(String name) {
        return List.copyOf(registry.find("hopguard.client." + name).meters());
    }

    @Test
    void tenThousandUrlsAndMethodsAreAtMostAHundredMeters() {
        ResilientClient client = client();
        String target = "http://api.test";
        for (int i = 0; i < MANY; i++) {
            client.get(target + "/orders/" + i + "/lines").send();
            client.get(target + "/files/" + UUID.randomUUID()).send();
            client.get(target + "/" + word() + "?q=" + i).send();
            client.request("GET", URI.create(target + "/" + word() + "/" + i)).send();
            client.request("M" + i, target + "/" + word()).send();
            client.request(METHODS.get(i % METHODS.size()), target + "/" + word())
                    .send();
        }
        assertThat(registry.getMeters()).hasSizeLessThanOrEqualTo(100);
        assertThat(registry.get("hopguard.client.calls").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum())
                .isEqualTo(6L * MANY);
        assertThat(registry.get("hopguard.client.attempts").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum())
                .isEqualTo(6L * MANY);
    }

    @Test
    void templatesAreNamedUpToTheirLimitAndPathsUpToTheirs() {
        ResilientClient client = new Rig()
                .with(b ->
                        b.meterRegistry(registry).meters(m -> m.maxTemplates(3).maxLiterals(2)))
                .then(ScriptedTransport.answers(200))
                .client();
        for (String word : List.of("a", "b", "c", "d", "e", "a")) {
            client.get("/" + word + "/{id}", 1).send();
            client.get("/" + word).send();
            client.post("/" + word).send();
        }
        assertThat(meters("calls"))
                .extracting(meter ->
                        meter.getId().getTag("method") + " " + meter.getId().getTag("route"))
                .containsExactlyInAnyOrder(
                        "GET /a/{id}", "GET /b/{id}", "GET /c/{id}", "GET other", "GET /a", "POST /a", "POST other");
        assertThat(registry.get("hopguard.client.calls")
                        .tag("method", "GET")
                        .tag("route", "other")
                        .timer()
                        .count())
                .as("d, e as templates, b to e as paths")
                .isEqualTo(2 + 4);
    }

    @Test
    void elevenTargetsAreTenAndOthers() {
        ResilientClient client = new Rig()
                .with(b -> b.baseUri(null)
                        .meterRegistry(registry)
                        .retryBudget(r -> r.reserve(10))
                        .circuitBreaker(
                                c -> c.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(2))
                        .retry(r -> r.maxAttempts(2)))
                .then(ScriptedTransport.answers(200))
                .client();
        for (int i = 0; i < 30; i++) {
            client.get("http://host" + i + ".test/").send();
        }
        assertThat(meters("retry.budget")).hasSize(11);
        assertThat(meters("breaker.state")).hasSize(33);
        assertThat(meters("breaker.rejections")).hasSize(11);
        Gauge others = registry.get("hopguard.client.retry.budget")
                .tag("target", "other")
                .gauge();
        assertThat(others.value()).as("the sum of twenty").isEqualTo(200);
        assertThat(registry.get("hopguard.client.breaker.state")
                        .tag("target", "other")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isOne();
        assertThat(registry.get("hopguard.client.retry.budget")
                        .tag("target", "http://host9.test")
                        .gauge()
                        .value())
                .isEqualTo(10);
    }

    @Test
    void oneTargetOfTheOthersThatIsOpenShows() {
        Rig rig = new Rig()
                .with(b -> b.baseUri(null)
                        .meterRegistry(registry)
                        .meters(m -> m.maxTargets(1))
                        .retry(r -> r.off())
                        .circuitBreaker(
                                c -> c.enabled(true).slidingWindowSize(2).minimumNumberOfCalls(2)))
                .then(exchange -> ScriptedTransport.answers(
                                exchange.request().target().host().equals("bad.test") ? 502 : 200)
                        .execute(exchange));
        for (String host : List.of("first", "good", "bad", "bad", "good")) {
            rig.client().get("http://" + host + ".test/").send();
        }
        Rig.failureOf(Mode.BLOCKING, rig.client().get("http://bad.test/"));
        assertThat(registry.get("hopguard.client.breaker.state")
                        .tag("target", "other")
                        .tag("state", "open")
                        .gauge()
                        .value())
                .isOne();
        assertThat(registry.get("hopguard.client.breaker.failure.rate")
                        .tag("target", "other")
                        .gauge()
                        .value())
                .isOne();
        assertThat(registry.get("hopguard.client.breaker.rejections")
                        .tag("target", "other")
                        .functionCounter()
                        .count())
                .isOne();
    }
}
