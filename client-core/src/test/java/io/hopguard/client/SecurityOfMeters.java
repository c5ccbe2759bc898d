package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Registries that traffic must not grow. */
final class SecurityOfMeters {
    private static final int URLS = 10_000;

    private SecurityOfMeters() {}

    private static Rig rig(MeterRegistry registry) {
        return new Rig().with(builder -> builder.meterRegistry(registry)).then(ScriptedTransport.answers(200));
    }

    private static Set<String> routes(MeterRegistry registry) {
        Set<String> routes = new TreeSet<>();
        for (Meter meter : registry.getMeters()) {
            String route = meter.getId().getTag("route");
            if (route != null) {
                routes.add(route);
            }
        }
        return routes;
    }

    static void tenTemplatesAreTenMeters() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ResilientClient client = rig(registry).client();
        for (int call = 0; call < 50; call++) {
            client.get("/resource" + call % 10 + "/{id}", call)
                    .query("page", call)
                    .send();
        }
        assertThat(registry.find("hopguard.client.calls").meters()).hasSize(10);
        assertThat(registry.find("hopguard.client.attempts").meters()).hasSize(10);
        assertThat(routes(registry)).hasSize(10).contains("/resource0/{id}");
        SimpleMeterRegistry raw = new SimpleMeterRegistry();
        for (int call = 0; call < 50; call++) {
            rigOfUris(raw)
                    .client()
                    .request("GET", URI.create("http://api.test/orders/" + call))
                    .send();
        }
        assertThat(routes(raw)).containsExactly("none");
    }

    private static Rig rigOfUris(MeterRegistry registry) {
        return rig(registry).with(builder -> builder.baseUri(null));
    }

    static void tenThousandUrlsAreAtMostAHundredMeters() {
        SimpleMeterRegistry one = new SimpleMeterRegistry();
        SimpleMeterRegistry two = new SimpleMeterRegistry();
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(one).add(two);
        ResilientClient client = rig(composite).client();
        for (int call = 0; call < URLS; call++) {
            client.request("METHOD" + call, "/orders/" + call + "?q=" + call).send();
        }
        for (MeterRegistry child : List.of(one, two, composite)) {
            assertThat(child.getMeters()).hasSizeLessThanOrEqualTo(100);
            assertThat(routes(child)).contains("other");
        }
        assertThat(one.find("hopguard.client.calls").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum())
                .isEqualTo(URLS);
    }
}
