package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MetricsPortTest {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void handsTheRegistryOutAndNothingElse() throws Exception {
        registry.counter("seen").increment(3);
        try (MetricsPort port = MetricsPort.open(0, registry)) {
            HttpResponse<String> metrics = get(port.address());
            assertThat(metrics.statusCode()).isEqualTo(200);
            assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo("text/plain; version=0.0.4; charset=utf-8");
            assertThat(metrics.body()).contains("seen_total 3.0");
            assertThat(get(port.address() + "/other").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void listensOnThisMachineOnly() throws Exception {
        try (MetricsPort port = MetricsPort.open(0, registry)) {
            assertThat(URI.create(port.address()).getHost()).isEqualTo("127.0.0.1");
            assertThat(port.isLoopback()).isTrue();
        }
    }

    private static HttpResponse<String> get(String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
