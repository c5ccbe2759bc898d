package io.hopguard.client.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that keeps a ledger of what it has applied: a request with an {@code Idempotency-Key} once, any other as often as
 * it comes. A request may ask for faults by name, one for each of its attempts, in {@code X-Faults}; {@code X-Call} names
 * the call that it belongs to.
 */
public final class LedgerServer implements AutoCloseable {
    /** Length of the body of a good answer. */
    public static final int BODY_LENGTH = 4_096;

    private static final int MAX_THREADS = 128;
    private static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(8);

    /** What goes wrong with one request. */
    public enum Fault {
        NONE(true, 200),
        SLOW(true, 200),
        CUT_BEFORE(false, 0),
        CUT_AFTER(true, 0),
        BAD_GATEWAY_BEFORE(false, 502),
        BAD_GATEWAY_AFTER(true, 502),
        UNAVAILABLE(false, 503),
        STALL_BEFORE(false, 0),
        STALL_AFTER(true, 0),
        TRUNCATED(true, 200);

        private final boolean applies;
        private final int status;

        Fault(boolean applies, int status) {
            this.applies = applies;
            this.status = status;
        }
    }

    private final ServerSocket listener;
    private final ThreadPoolExecutor threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger heads = new AtomicInteger();
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final Map<String, Integer> entries = new ConcurrentHashMap<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final String good;
    private volatile Runnable afterAnswer = () -> {};

    public LedgerServer() {
        this("x".repeat(BODY_LENGTH));
    }

    public LedgerServer(String body) {
        this.good = response(200, body);
        try {
            listener = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = new ThreadPoolExecutor(0, MAX_THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "ledger-server");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    private static String response(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // The listener was closed, which the loop sees.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); head != null && answer(socket, in, head); head = head(in)) {
                continue;
            }
        } catch (IOException e) {
            // The client went away.
        } finally {
            open.remove(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** False when the connection is to be closed. */
    private boolean answer(Socket socket, InputStream in, String head) throws IOException {
        heads.incrementAndGet();
        int length = RelayedConnection.contentLength(head);
        if (in.readNBytes(length).length < length) {
            return false;
        }
        Fault fault = fault(head);
        if (fault.applies) {
            apply(head);
        }
        switch (fault) {
            case NONE -> {
                send(socket, good);
                afterAnswer.run();
            }
            case SLOW -> {
                LockSupport.parkNanos(SLOW_NANOS);
                send(socket, good);
            }
            case TRUNCATED -> send(socket, good.substring(0, good.length() - 1));
            case STALL_BEFORE, STALL_AFTER -> in.read();
            default -> {
                if (fault.status != 0) {
                    send(socket, response(fault.status, ""));
                }
            }
        }
        return fault.status != 0 && fault != Fault.TRUNCATED;
    }

    private static void send(Socket socket, String response) throws IOException {
        socket.getOutputStream().write(response.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Fault fault(String head) {
        String call = header(head, "x-call");
        int attempt = call == null ? 1 : requests.merge(call, 1, Integer::sum);
        String asked = header(head, "x-faults");
        if (asked == null) {
            return Fault.NONE;
        }
        String[] names = asked.split(",");
        return Fault.valueOf(names[Math.min(attempt, names.length) - 1]);
    }

    private void apply(String head) {
        String call = header(head, "x-call");
        String key = header(head, "idempotency-key");
        if (key == null || keys.add(key)) {
            entries.merge(call == null ? "" : call, 1, Integer::sum);
        }
    }

    private static String header(String head, String name) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
        return at < 0
                ? null
                : head.substring(at + name.length() + 3, head.indexOf('\r', at + 2))
                        .strip();
    }

    /** Done by the server's thread when a good answer has gone out, and before the next request is read. */
    public void afterEachAnswer(Runnable task) {
        afterAnswer = task;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** Heads of requests that have come. */
    public int heads() {
        return heads.get();
    }

    /** All entries of the ledger. */
    public int entries() {
        return entries.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Requests that have come whole for this call. */
    public int requests(String call) {
        return requests.getOrDefault(call, 0);
    }

    /** Entries of the ledger for this call. */
    public int entries(String call) {
        return entries.getOrDefault(call, 0);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
