package io.hopguard.client.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A real gunicorn with synchronous workers, which can be killed and started again on the same port. */
public final class GunicornProcess implements AutoCloseable {
    static final String APPLICATION = "app:app";

    private final Path directory;
    private final List<String> command;
    private final int port = Ports.free();
    private ServerProcess process;

    GunicornProcess(String program, Path directory, List<String> options) {
        this.directory = directory;
        this.command = new ArrayList<>(List.of(program, "--bind", "127.0.0.1:" + port, "--workers", "2"));
        command.addAll(List.of("--worker-tmp-dir", directory.toString()));
        command.addAll(options);
        command.add(APPLICATION);
    }

    int port() {
        return port;
    }

    /** Starts it, unless it runs, and waits until a worker answers. */
    public void start() {
        if (process != null) {
            return;
        }
        Map<String, String> environment = Map.of("REQUESTS", requests().toString());
        process = ServerProcess.start(directory, directory.resolve("gunicorn.log"), environment, command);
        Await.until("gunicorn answers", () -> !process.isAlive() || answers(), this::output);
        if (!process.isAlive()) {
            throw new AssertionError("gunicorn has ended by itself\n" + output());
        }
    }

    private boolean answers() {
        return RawHttp.get(port, "/ready", "ready").endsWith("ready");
    }

    /** Kills it with all its workers and waits until connections to its port are refused. */
    public void kill() {
        if (process == null) {
            return;
        }
        process.kill();
        process = null;
        Await.until("gunicorn's port is closed", () -> !RawHttp.accepts(port), this::output);
    }

    /** SIGHUP: new workers start, the old ones end after their request; does not wait for it. */
    public void reload() {
        try {
            // The shell's own kill: Java cannot send this signal, and there may be no program for it.
            new ProcessBuilder("sh", "-c", "kill -HUP " + process.pid()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The workers that run now. */
    Set<Integer> workers() {
        return process.children();
    }

    /** The requests of one test that reached the application, as "method path key". */
    List<String> seen(String tag) {
        return Texts.lines(requests()).stream()
                .filter(line -> line.startsWith(tag + "\t"))
                .map(line -> line.substring(tag.length() + 1).replace('\t', ' '))
                .toList();
    }

    private Path requests() {
        return directory.resolve("requests.log");
    }

    /** What it has printed since its first start. */
    public String output() {
        return Texts.of(directory.resolve("gunicorn.log"));
    }

    @Override
    public void close() {
        kill();
    }
}
