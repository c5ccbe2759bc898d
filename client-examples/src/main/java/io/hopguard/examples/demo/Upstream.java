package io.hopguard.examples.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The application: hands out orders, unless it has {@link Trouble}. Comes back on the same port whenever it was down. */
final class Upstream implements AutoCloseable {
    private static final long WORK_MILLIS = 4;
    private static final int BIND_TRIES = 100;

    private final ExecutorService threads;
    private final long seed;
    private final long slowMillis;
    private final Map<Integer, Integer> asked = new ConcurrentHashMap<>();
    private volatile Trouble trouble = Trouble.NONE;
    private int port;
    private @Nullable SocketServer server;
    private @Nullable HeldPort held;

    private Upstream(ExecutorService threads, long seed, long slowMillis) {
        this.threads = threads;
        this.seed = seed;
        this.slowMillis = slowMillis;
    }

    /**
     * Starts it on a free port.
     *
     * @param seed draws the fates of its answers
     * @param slowMillis how long a slow answer takes
     */
    static Upstream open(ExecutorService threads, long seed, long slowMillis) throws IOException {
        Upstream upstream = new Upstream(threads, seed, slowMillis);
        SocketServer server = upstream.listen();
        upstream.server = server;
        upstream.port = server.port();
        return upstream;
    }

    int port() {
        return port;
    }

    /** Whether its port is open. */
    boolean accepts() {
        return server != null;
    }

    /** Has this trouble from now on; when it returns, the port is open or closed accordingly. One thread at a time. */
    void suffer(Trouble next) throws IOException, InterruptedException {
        trouble = next;
        if (next.accepts() && server == null) {
            start();
        } else if (!next.accepts() && server != null) {
            server.close();
            server = null;
            held = HeldPort.hold(port);
        }
    }

    private void start() throws IOException, InterruptedException {
        release();
        for (int tries = 1; server == null; tries++) {
            try {
                server = listen();
            } catch (BindException e) {
                if (tries == BIND_TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private SocketServer listen() throws IOException {
        return SocketServer.open(port, threads, this::answer);
    }

    private void answer(Socket socket) throws IOException {
        HttpHead head = HttpHead.read(new BufferedInputStream(socket.getInputStream()));
        if (head == null) {
            return;
        }
        int id = Integer.parseInt(head.path().replaceAll("\\D", ""));
        int tries = asked.merge(id, 1, Integer::sum) - 1;
        Fate fate = Fate.of(trouble, seed, id, tries);
        if (!work(fate == Fate.SLOW ? slowMillis : WORK_MILLIS)) {
            return;
        }
        byte[] body = Json.MAPPER.writeValueAsBytes(Order.numbered(id));
        byte[] sent = fate == Fate.CUT ? Arrays.copyOf(body, body.length / 2) : body;
        OutputStream out = socket.getOutputStream();
        out.write(HttpHead.bytes(
                "HTTP/1.1 200 OK",
                "Content-Type: application/json",
                "Content-Length: " + body.length,
                "Connection: close"));
        out.write(sent);
    }

    private static boolean work(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void release() throws IOException {
        if (held != null) {
            held.close();
            held = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        release();
    }
}
