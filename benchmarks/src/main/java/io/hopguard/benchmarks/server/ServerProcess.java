package io.hopguard.benchmarks.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own, ended with this one. Its program prints its port, then its counts for each line that it
 * reads, and exits at the end of its input; it needs nothing but the JDK. Used by one thread.
 */
public final class ServerProcess implements AutoCloseable {
    private static final long ENDING_SECONDS = 5;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;

    public ServerProcess(Class<?> program, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx256m",
                "-cp",
                classesOf(program),
                program.getName()));
        command.addAll(List.of(args));
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.out = process.inputReader(StandardCharsets.US_ASCII);
        this.in = process.outputWriter(StandardCharsets.US_ASCII);
        this.port = Integer.parseInt(line());
    }

    private static String classesOf(Class<?> program) {
        try {
            return new File(program.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program does not know where it lies", e);
        }
    }

    private String line() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server has ended");
        }
        return line;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it has counted up to now, by name. */
    public Map<String, Long> counts() throws IOException {
        in.write("count\n");
        in.flush();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String part : line().split(" ")) {
            int equals = part.indexOf('=');
            counts.put(part.substring(0, equals), Long.parseLong(part.substring(equals + 1)));
        }
        return counts;
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            if (!process.waitFor(ENDING_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
