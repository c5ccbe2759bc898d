package io.hopguard.spring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A whole servlet application on a Tomcat of its own, in front of a scripted server. */
final class WebApplication implements AutoCloseable {
    /** What every application here has. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Basis {
        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }

    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final Pattern BUDGET = Pattern.compile("(?i)x-timeout-budget-ms: (\\d+)");

    final ScriptedServer behind;
    final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    WebApplication(Class<?> application, ScriptedServer behind, String... properties) {
        this.behind = behind;
        List<String> arguments = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "hopguard.clients.stock.base-uri=" + behind.url(),
                "hopguard.clients.stock.timeouts.total=60s",
                "hopguard.clients.stock.timeouts.attempt=50s"));
        arguments.addAll(List.of(properties));
        context = new SpringApplicationBuilder(Basis.class, application)
                .web(WebApplicationType.SERVLET)
                .run(arguments.stream().map(each -> "--" + each).toArray(String[]::new));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** What the server behind was told last, in milliseconds. */
    long toldBehind() {
        List<String> requests = behind.requests();
        Matcher told = BUDGET.matcher(requests.get(requests.size() - 1));
        return told.find() ? Long.parseLong(told.group(1)) : -1;
    }

    double count(String meter, String... tags) {
        Counter counter =
                context.getBean(MeterRegistry.class).find(meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** What is done when a request has ended, which its caller does not see. */
    void await(BooleanSupplier done) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw new AssertionError("not within ten seconds");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        context.close();
        behind.close();
    }
}
