package io.hopguard.examples.spring;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A real nginx that needs nothing outside of a directory of its own, which goes when it does. Only a JVM that is killed leaves
 * both behind ({@code kill -9}): then {@code pgrep -f hopguard-shop} finds it.
 */
final class Nginx implements AutoCloseable {
    private static final int READY_TRIES = 100;
    private static final int STOP_SECONDS = 5;

    private final Path directory;
    private final Process process;

    private Nginx(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** Where nginx is installed, or null where it is not. */
    static @Nullable String program() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    /** Starts one; when this returns, it listens. */
    static Nginx start(String program, int port, int upstreamPort) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("hopguard-shop");
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(
                configuration,
                template()
                        .replace("@LISTEN@", Integer.toString(port))
                        .replace("@UPSTREAM@", Integer.toString(upstreamPort)));
        Process process = new ProcessBuilder(
                        program, "-p", directory + "/", "-e", "stderr", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
        Nginx nginx = new Nginx(directory, process);
        try {
            nginx.awaitReadiness(port);
            return nginx;
        } catch (IOException | InterruptedException | RuntimeException e) {
            nginx.close();
            throw e;
        }
    }

    private static String template() throws IOException {
        try (InputStream in = Objects.requireNonNull(Nginx.class.getResourceAsStream("nginx.conf"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void awaitReadiness(int port) throws IOException, InterruptedException {
        for (int tries = 0; tries < READY_TRIES && process.isAlive(); tries++) {
            try (Socket socket = new Socket(FreePorts.loopback(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        String log = Files.readString(directory.resolve("nginx.log"));
        throw new IOException("nginx did not start: " + log);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            FileSystemUtils.deleteRecursively(directory);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // A few bytes stay among the temporary files.
        }
    }
}
