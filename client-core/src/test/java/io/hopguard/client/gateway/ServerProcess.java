package io.hopguard.client.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in the foreground, and whatever processes it has started itself. */
final class ServerProcess {
    private static final long PATIENCE_MILLIS = 2_000;

    private final Process process;
    private final Thread atExit;
    private final Path output;

    private ServerProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.atExit = new Thread(this::killTree);
        // For a run of the tests that is broken off.
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static ServerProcess start(Path directory, Path output, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().remove("GUNICORN_CMD_ARGS");
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /** The pids of the processes that it has started. */
    Set<Integer> children() {
        return process.children().map(child -> (int) child.pid()).collect(Collectors.toSet());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to end, so that it removes what it keeps outside of its directory; kills what does not end soon. */
    void end() {
        List<ProcessHandle> family = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        process.destroy();
        try {
            process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /** Ends it with SIGKILL and waits for its end. */
    void kill() {
        killTree();
        Await.until("the end of process " + pid(), () -> !isAlive(), this::output);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    /** The parent first, so that it starts no child in place of a killed one. */
    private void killTree() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** What it printed. */
    String output() {
        return Texts.of(output);
    }
}
