package io.hopguard.examples.ops;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code hopguard demo} as a program of its own, with its metrics. */
final class Demo implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Metrics: (http://127\\.0\\.0\\.1:[0-9]+/metrics)");
    private static final Pattern SERIES = Pattern.compile("^([a-z_]+)[{ ]", Pattern.MULTILINE);

    private final Background process;
    private final URI metrics;

    private Demo(Background process, URI metrics) {
        this.process = process;
        this.metrics = metrics;
    }

    static Demo start(Path directory) throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Background process = Background.start(
                directory.resolve("demo.log"),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        "io.hopguard.examples.cli.HopguardCli",
                        "demo",
                        "--seconds",
                        "10",
                        "--metrics-port",
                        "0",
                        "--stay",
                        "10m"));
        Tools.await("the demo says where its metrics are", () -> process.says("/metrics"), process::said);
        Matcher address = ADDRESS.matcher(process.said());
        if (!address.find()) {
            throw new AssertionError(process.said());
        }
        return new Demo(process, URI.create(address.group(1)));
    }

    URI metrics() {
        return metrics;
    }

    /** Waits for the moment from which on nothing happens any more. */
    void awaitEnd() throws InterruptedException {
        Tools.await("the demo is over", () -> process.says("Metrics stay at"), process::said);
    }

    /** The names of all series that a scrape has. */
    Set<String> names() throws IOException {
        try (InputStream in = metrics.toURL().openStream()) {
            Matcher series = SERIES.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<String> names = new TreeSet<>();
            while (series.find()) {
                names.add(series.group(1));
            }
            return names;
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
