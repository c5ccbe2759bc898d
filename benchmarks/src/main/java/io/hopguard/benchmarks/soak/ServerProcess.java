package io.hopguard.benchmarks.soak;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The {@link SoakServer}, started in a process of its own and ended with this one. Used by one thread. */
final class ServerProcess implements AutoCloseable {
    /** Longer than any limit of the client's. */
    private static final int STALL_MILLIS = 5_000;

    private static final long ENDING_SECONDS = 5;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;

    ServerProcess(long seed, double faultShare) throws IOException {
        this.process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx256m",
                        "-cp",
                        ownClasses(),
                        SoakServer.class.getName(),
                        Long.toString(seed),
                        Double.toString(faultShare),
                        Integer.toString(STALL_MILLIS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        this.out = process.inputReader(StandardCharsets.US_ASCII);
        this.in = process.outputWriter(StandardCharsets.US_ASCII);
        this.port = Integer.parseInt(line());
    }

    private static String ownClasses() {
        try {
            return new File(SoakServer.class
                            .getProtectionDomain()
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

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** What it has counted up to now: open, accepted, requests, and each fault. */
    Map<String, Long> counts() throws IOException {
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
