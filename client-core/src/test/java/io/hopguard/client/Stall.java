package io.hopguard.client;

import io.hopguard.client.error.Phase;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.transport.HcTransport;
import io.hopguard.client.internal.transport.Resolving;
import io.hopguard.client.wire.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The ways in which a call can hang, one for each phase and more for those in which the peer has many. */
enum Stall {
    ADMISSION(Phase.ADMISSION, Stall::silent),
    LEASE(Phase.LEASE, Stall::silent),
    DNS(Phase.DNS, Stall::silent),
    CONNECT(Phase.CONNECT, Stall::silent),
    PROXY_CONNECT(Phase.PROXY, Stall::silent),
    TLS_HANDSHAKE(Phase.TLS, c -> new CountDownLatch(1).await(60, TimeUnit.SECONDS)),
    RECEIVER_NOT_READING(Phase.WRITE, c -> new CountDownLatch(1).await(60, TimeUnit.SECONDS)),
    SILENT_SERVER(Phase.RESPONSE, Stall::silent),
    DRIPPED_STATUS_LINE(Phase.RESPONSE, c -> {
        c.request();
        c.drip("HTTP/1.1 ", 20);
    }),
    DRIPPED_HEADERS(Phase.RESPONSE, c -> {
        c.request();
        c.send("HTTP/1.1 200 OK\r\n");
        c.drip("X: y\r\n", 20);
    }),
    ENDLESS_INFORMATIONAL(Phase.RESPONSE, c -> {
        c.request();
        for (int i = 0; i < 1_000; i++) {
            c.send("HTTP/1.1 103 Early Hints\r\n\r\n").pause(40);
        }
    }),
    ENDLESS_REDIRECTS(Phase.RESPONSE, c -> {
        for (int i = 0; c.request() != null; i++) {
            c.pause(25);
            c.send("HTTP/1.1 302 Found\r\nLocation: /" + i + "\r\nContent-Length: 0\r\n\r\n");
        }
    }),
    ATTEMPT_AFTER_ATTEMPT(Phase.RESPONSE, Stall::silent),
    LONG_BACK_OFF(Phase.BACK_OFF, c -> {
        c.request();
        c.send("HTTP/1.1 503 X\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n");
    }),
    DRIPPED_BODY(Phase.BODY, c -> {
        c.request();
        c.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        c.drip("x", 20);
    }),
    DRIPPED_CHUNKS(Phase.BODY, c -> {
        c.request();
        c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        c.drip("1\r\nx\r\n", 20);
    }),
    DRIPPED_GZIP(Phase.BODY, c -> {
        c.request();
        c.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n");
        c.drip(gzip(), 20);
    }),
    SLOW_DECODER(Phase.DECODE, c -> {
        c.request();
        c.respond(200, " ".repeat(500_000));
    });

    /** More than the buffers of a loopback connection hold. */
    private static final Duration MIN_ATTEMPT = Duration.ofMillis(10);

    private static final Duration MAX_BACK_OFF = Duration.ofMillis(2);
    private static final RequestBody LARGE = RequestBody.bytes(new byte[16 * 1024 * 1024], "application/octet-stream");

    final Phase phase;
    private final RawServer.Script script;

    Stall(Phase phase, RawServer.Script script) {
        this.phase = phase;
        this.script = script;
    }

    private static void silent(RawServer.Connection c) throws IOException {
        c.request();
        c.pause(60_000);
    }

    private static String gzip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write("a long story".repeat(50).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    /** Where the deadline may find the call: between two rounds there is no phase but that before an attempt. */
    Set<Phase> phases() {
        // Of many attempts the deadline may meet the last one anywhere on its way.
        return this == ENDLESS_REDIRECTS || this == ATTEMPT_AFTER_ATTEMPT
                ? EnumSet.complementOf(EnumSet.of(Phase.DECODE))
                : EnumSet.of(phase);
    }

    /** How much earlier the call may end: no attempt is begun that has less than {@code timeouts.minAttempt} after its wait. */
    long earlyNanos() {
        return phases().size() > 1 ? MIN_ATTEMPT.plus(MAX_BACK_OFF).toNanos() : 1;
    }

    /** A server and a client that will hang in this way. */
    Scene scene(Duration total, int callers) {
        return new Scene(this, total, callers);
    }

    /** A client, and everything on its other side. */
    static final class Scene implements AutoCloseable {
        private final List<Closeable> open = new ArrayList<>();
        private final CountDownLatch lookups = new CountDownLatch(1);
        private final Stall stall;
        private final String url;
        private final @Nullable HcTransport transport;
        private final ResilientClient client;
        private int occupants;

        private Scene(Stall stall, Duration total, int callers) {
            this.stall = stall;
            this.url = url();
            this.transport = stall == DNS ? Resolving.transport(null, host -> hang()) : null;
            ExecutorService threads = Executors.newCachedThreadPool();
            open.add(threads::shutdownNow);
            boolean crowded = stall == ADMISSION || stall == LEASE;
            ResilientClientBuilder builder = ResilientClient.builder()
                    .timeouts(t -> t.total(total)
                            .lease(total)
                            .connect(total)
                            .tls(total)
                            .idle(total)
                            .attempt(stall == ATTEMPT_AFTER_ATTEMPT ? total.dividedBy(4) : total)
                            .minAttempt(MIN_ATTEMPT))
                    .retry(r -> r.maxAttempts(100).backoff(Duration.ofMillis(1), MAX_BACK_OFF))
                    .retryBudget(b -> b.off())
                    .bulkhead(b -> b.enabled(stall != LEASE)
                            .maxConcurrentCalls(stall == ADMISSION ? 1 : callers)
                            .maxWait(total))
                    .connections(c -> c.maxPerTarget(crowded ? 1 : callers))
                    .redirects(r -> r.maxRedirects(20))
                    .circuitBreaker(b -> b.off())
                    .codec(new SlowCodec(() -> Thread.sleep(1)))
                    .executor(threads);
            if (stall == PROXY_CONNECT) {
                builder.proxy(p -> p.uri(url));
            }
            this.client = (transport == null ? builder : builder.internals(Time.SYSTEM, () -> 0.5, transport)).build();
            open.add(client::close);
            if (crowded) {
                occupy();
            }
        }

        /** Somebody has taken the only place, and keeps it. */
        private void occupy() {
            client.get(url).noRetry().timeout(Duration.ofMinutes(1)).sendAsync();
            while (client.leasedConnections() == 0) {
                Thread.onSpinWait();
            }
            occupants = client.callsUnderWay();
        }

        private String url() {
            try {
                if (stall == CONNECT) {
                    return "http://127.0.0.1:" + full().getLocalPort();
                }
                RawServer server = new RawServer(stall.script);
                open.add(server::close);
                return stall == DNS ? "http://slow.test" : server.url(stall == TLS_HANDSHAKE ? "https" : "http");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** A listener whose queue is full, so that a connect gets no answer. */
        private ServerSocket full() throws IOException {
            ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            open.add(full);
            try {
                for (int i = 0; i < 20; i++) {
                    Socket socket = new Socket();
                    open.add(socket);
                    socket.connect(full.getLocalSocketAddress(), 200);
                }
            } catch (SocketTimeoutException e) {
                // Full.
            }
            return full;
        }

        private InetAddress[] hang() {
            boolean open = false;
            while (!open) {
                try {
                    lookups.await();
                    open = true;
                } catch (InterruptedException e) {
                    // As a lookup of the JDK does, it takes no notice.
                    open = false;
                }
            }
            return new InetAddress[] {InetAddress.getLoopbackAddress()};
        }

        RequestSpec request() {
            return switch (stall) {
                case RECEIVER_NOT_READING -> client.put(url).body(LARGE);
                case PROXY_CONNECT -> client.get("https://behind.test/");
                default -> client.get(url);
            };
        }

        /** Calls that have not come back, but for that which takes the place. */
        int underWay() {
            return client.callsUnderWay() - occupants;
        }

        /** Connections in use, but for the one that was taken beforehand. */
        int leased() {
            int all = transport != null ? transport.leased() : client.leasedConnections();
            return stall == ADMISSION || stall == LEASE ? all - 1 : all;
        }

        @Override
        public void close() throws IOException {
            lookups.countDown();
            for (Closeable one : open) {
                one.close();
            }
        }
    }
}
