package io.hopguard.client.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real nginx that needs neither root nor anything outside of its directory. */
public final class NginxProcess implements AutoCloseable {
    private static final Pattern ACTIVE = Pattern.compile("Active connections: (\\d+)");

    private final Path directory;
    private final int port;
    private final ServerProcess process;
    private final AtomicInteger fences = new AtomicInteger();

    private NginxProcess(Path directory, int port, ServerProcess process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static NginxProcess start(String program, Path directory, int upstreamPort) {
        int port = Ports.free();
        Path configuration = directory.resolve("nginx.conf");
        Texts.write(
                configuration,
                Texts.resource("nginx.conf")
                        .replace("@LISTEN@", Integer.toString(port))
                        .replace("@UPSTREAM@", Integer.toString(upstreamPort)));
        List<String> command = List.of(program, "-p", directory + "/", "-c", configuration.toString());
        ServerProcess process = ServerProcess.start(directory, directory.resolve("nginx.log"), Map.of(), command);
        NginxProcess nginx = new NginxProcess(directory, port, process);
        nginx.awaitReadiness();
        return nginx;
    }

    private void awaitReadiness() {
        Await.until("nginx listens", () -> !process.isAlive() || RawHttp.accepts(port), this::logs);
        if (!process.isAlive()) {
            throw new AssertionError("nginx has ended by itself\n" + logs());
        }
    }

    /** Where clients find it. */
    String uri() {
        return "http://127.0.0.1:" + port;
    }

    /**
     * The requests of one test that have ended, in the order of their ends.
     *
     * @param tag what the test's client says in {@code X-Test}
     * @param expected how many to wait for; more are returned when there are more
     */
    List<SeenRequest> seen(String tag, int expected) {
        Await.until(expected + " requests in nginx's log", () -> logged(tag).size() >= expected, this::logs);
        fence();
        return logged(tag);
    }

    /** A request that nobody counts: once it is in the log, so is every request that ended before it. */
    private void fence() {
        String tag = "fence-" + fences.incrementAndGet();
        RawHttp.get(port, "/fence", tag);
        Await.until("the fence in nginx's log", () -> !logged(tag).isEmpty(), this::logs);
    }

    private List<SeenRequest> logged(String tag) {
        return Texts.lines(directory.resolve("access.log")).stream()
                .map(SeenRequest::parse)
                .filter(request -> request.tag().equals(tag))
                .toList();
    }

    /** Connections of clients that are open now. */
    int activeConnections() {
        Matcher active = ACTIVE.matcher(RawHttp.get(port, "/status", "status"));
        if (!active.find()) {
            throw new AssertionError("no status from nginx\n" + logs());
        }
        // Less the one that asks.
        return Integer.parseInt(active.group(1)) - 1;
    }

    /** All that it wrote down, for messages. */
    String logs() {
        return process.output() + Texts.of(directory.resolve("error.log")) + Texts.of(directory.resolve("access.log"));
    }

    @Override
    public void close() {
        process.kill();
    }
}
