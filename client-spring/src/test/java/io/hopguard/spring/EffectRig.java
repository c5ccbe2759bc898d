package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/** Runs a row in an application of its own, against servers of its own. */
final class EffectRig implements AutoCloseable {
    /** Where the properties of the client of all rows are. */
    static final String ONE = "hopguard.clients.orders.";

    private final PropertyEffect row;
    private final ScriptedServer server;
    private final ScriptedServer other = ScriptedServer.ok("other");
    private final AtomicInteger served = new AtomicInteger();
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private EffectRig(PropertyEffect row) {
        this.row = row;
        this.server = row.tls ? TestKeys.server(this::serve) : new ScriptedServer(this::serve);
    }

    /** When the property is set. */
    private enum Set {
        AT_THE_START,
        WHILE_IT_RUNS,
        NEVER
    }

    static PropertyEffect.Seen seen(PropertyEffect row, String prefix, boolean withProperty) {
        return seen(row, prefix, withProperty ? Set.AT_THE_START : Set.NEVER);
    }

    /** What the row needs and its property come when the application runs, but for what is not ours. */
    static PropertyEffect.Seen seenAfterRefresh(PropertyEffect row, String prefix) {
        return seen(row, prefix, Set.WHILE_IT_RUNS);
    }

    private static PropertyEffect.Seen seen(PropertyEffect row, String prefix, Set set) {
        try (EffectRig rig = new EffectRig(row)) {
            rig.run(prefix, set);
            return new PropertyEffect.Seen(
                    rig.ends,
                    List.copyOf(rig.server.requests()),
                    rig.server.connections(),
                    List.copyOf(rig.other.requests()),
                    rig.told);
        }
    }

    private void run(String prefix, Set set) {
        List<String> basis = new ArrayList<>(List.of("retry.base-delay=1ms"));
        if (!row.anywhere) {
            basis.add("base-uri=http" + (row.tls ? "s" : "") + "://127.0.0.1:${port}");
        }
        List<String> later = new ArrayList<>();
        for (String other : row.others) {
            boolean stays = other.startsWith("spring.") || row.needsRestart();
            (set == Set.WHILE_IT_RUNS && !stays ? later : basis).add(other);
        }
        if (set != Set.NEVER) {
            (set == Set.WHILE_IT_RUNS ? later : basis).add(row.property);
        }
        ApplicationContextRunner application = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        SslAutoConfiguration.class,
                        HopguardAutoConfiguration.class,
                        HopguardRefreshAutoConfiguration.class))
                .withPropertyValues(written(basis, prefix))
                .withBean(MeterRegistry.class, () -> meters);
        if (row.guarded) {
            application = application.withBean(
                    HopguardClientCustomizer.class,
                    () -> (name, builder) -> builder.addressGuard(AddressGuard.publicOnly()));
        }
        Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard");
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(log);
        log.start();
        try {
            application.run(context -> {
                if (context.getStartupFailure() != null) {
                    ends.add("refused: " + messages(context.getStartupFailure()));
                } else if (set != Set.WHILE_IT_RUNS || refreshed(context, written(later, prefix))) {
                    row.act.on(context.getBean("orders", ResilientClient.class), this);
                    meters.getMeters().forEach(meter -> told.add(shown(meter)));
                }
            });
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
            logger.setLevel(null);
        }
        List.copyOf(log.list).forEach(line -> told.add(line.getLevel() + " " + line.getFormattedMessage()));
    }

    private String[] written(List<String> properties, String prefix) {
        return properties.stream()
                .map(text -> named(text, prefix))
                .map(this::filled)
                .toArray(String[]::new);
    }

    private static String named(String property, String prefix) {
        if (property.startsWith("hopguard.") || property.startsWith("spring.")) {
            return property;
        }
        return (isOfOneClient(property) ? ONE : prefix) + property;
    }

    /** What all clients cannot have. */
    static boolean isOfOneClient(String property) {
        return property.matches("(base-uri|auth|hops).*");
    }

    private boolean refreshed(ApplicationContext context, String... properties) {
        TestPropertyValues.of(properties).applyTo((ConfigurableEnvironment) context.getEnvironment());
        try {
            told.addAll(context.getBean(HopguardRefresher.class).refresh().needsRestart());
            return true;
        } catch (InvalidConfigurationException e) {
            ends.add("refused: " + e.getMessage());
            return false;
        }
    }

    /** With the ports of this run. */
    String filled(String text) {
        return TestKeys.filled(text)
                .replace("${port}", String.valueOf(server.port()))
                .replace("${other}", "http://127.0.0.1:" + other.port());
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private static String shown(Meter meter) {
        String tags = meter.getId().getTags().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(","));
        String value = meter instanceof Timer timer
                ? timer.count() + " buckets "
                        + Arrays.stream(timer.takeSnapshot().histogramCounts())
                                .map(bucket -> (long) bucket.bucket(TimeUnit.MILLISECONDS) + " ms")
                                .toList()
                : String.valueOf(meter.measure().iterator().next().getValue());
        return meter.getId().getName() + "{" + tags + "} " + value;
    }

    /** One call. */
    void get(ResilientClient client) {
        end(() -> client.get("/orders/{id}", 42).fetch(String.class));
    }

    /** One call to somewhere else. */
    void get(ResilientClient client, String uri) {
        end(() -> client.get(filled(uri)).fetch(String.class));
    }

    void post(ResilientClient client) {
        end(() -> client.post("/orders").text("new").fetch(String.class));
    }

    void stream(ResilientClient client) {
        end(() -> {
            try (var response = client.get("/orders/{id}", 42).stream()) {
                return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    /** Two calls, of which the second begins when the server has the first one's request, which it may hold that long. */
    void overlapping(ResilientClient client, String first, String second) throws InterruptedException {
        List<String> held = new CopyOnWriteArrayList<>();
        Thread caller = new Thread(
                () -> held.add(outcome(() -> client.get(filled(first)).fetch(String.class))));
        caller.start();
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        get(client, second);
        released.countDown();
        caller.join();
        ends.addAll(held);
    }

    void overlapping(ResilientClient client) throws InterruptedException {
        overlapping(client, "/orders/1", "/orders/2");
    }

    /** Until the server has closed a connection. */
    void awaitClosed() throws InterruptedException {
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    /** What a property waits for can only be waited for; this is longer than what such rows set. */
    void letTimePass() throws InterruptedException {
        Thread.sleep(20);
    }

    private interface Call {
        String end() throws Exception;
    }

    private void end(Call call) {
        ends.add(outcome(call));
    }

    private static String outcome(Call call) {
        try {
            return call.end();
        } catch (HopguardException e) {
            return e.code();
        } catch (Exception e) {
            return e.getCause() instanceof HopguardException typed ? typed.code() : e.toString();
        }
    }

    private void serve(ScriptedServer.Connection connection) throws IOException, InterruptedException {
        while (connection.request() != null) {
            int number = served.getAndIncrement();
            arrived.countDown();
            for (String part : row.answers.get(Math.min(number, row.answers.size() - 1))) {
                if (part.startsWith("wait ")) {
                    connection.silence(Integer.parseInt(part.substring(5)));
                } else if (part.equals("close")) {
                    connection.close();
                    closed.countDown();
                    return;
                } else if (!part.startsWith("hold ")) {
                    connection.send(filled(part).replace("${peer}", connection.peer()));
                } else if (number == 0) {
                    released.await(Integer.parseInt(part.substring(5)), TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    @Override
    public void close() {
        server.close();
        other.close();
    }
}
