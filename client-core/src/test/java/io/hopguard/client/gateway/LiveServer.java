package io.hopguard.client.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in the foreground that listens on a port of 127.0.0.1 and keeps its files in one directory. */
final class LiveServer implements AutoCloseable {
    private final Path directory;
    private final int port;
    private final List<String> command;
    private ServerProcess process;

    private LiveServer(Path directory, int port, List<String> command) {
        this.directory = directory;
        this.port = port;
        this.command = command;
    }

    /** Starts it; {@link #awaitReadiness} waits for it, so that several can start at a time. */
    static LiveServer start(Path directory, int port, String... command) {
        LiveServer server = new LiveServer(directory, port, List.of(command));
        server.ensureRunning();
        return server;
    }

    /** Starts it again if a test has ended it, which it may be about to do just now. */
    void revive() {
        Await.until(
                command.get(0) + " answers again",
                () -> {
                    ensureRunning();
                    return answers();
                },
                this::logs);
    }

    private void ensureRunning() {
        if (process != null && process.isAlive()) {
            return;
        }
        if (process != null) {
            process.kill();
        }
        process = ServerProcess.start(directory, directory.resolve("output.log"), environment(), command);
    }

    private Map<String, String> environment() {
        // Who looks for a name does not look for long; and where the application writes down what it was asked.
        String requests = directory.resolve("requests.log").toString();
        return Map.of("RES_OPTIONS", "timeout:1 attempts:1", "REQUESTS", requests);
    }

    LiveServer awaitReadiness() {
        String name = command.get(0);
        try {
            Await.until(name + " answers", () -> !process.isAlive() || answers(), this::logs);
            if (!process.isAlive()) {
                throw new AssertionError(name + " has ended by itself\n" + logs());
            }
        } catch (AssertionError e) {
            close();
            throw e;
        }
        return this;
    }

    /** A connection is not enough: what was just killed may still accept one. */
    private boolean answers() {
        return RawHttp.get(port, "/ready", "ready").contains(" 200 ");
    }

    String uri() {
        return "http://127.0.0.1:" + port;
    }

    /** All that it wrote down, for messages. */
    String logs() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .map(file -> "== " + file.getFileName() + "\n" + Texts.of(file))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.end();
    }
}
