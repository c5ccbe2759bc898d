package io.hopguard.client.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server on real loopback sockets, and breaks as many exchanges as it is told to. Thread-safe;
 * closing it closes every socket and ends every thread.
 */
public final class FaultRelay implements AutoCloseable {
    private static final int MAX_THREADS = 64;

    private final int originPort;
    private final ThreadPoolExecutor threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger heads = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private volatile WireFault fault = WireFault.NONE;
    private volatile ServerSocket listener;
    private volatile Future<?> accepting;
    private int port;

    public FaultRelay(int originPort) {
        this.originPort = originPort;
        this.threads =
                new ThreadPoolExecutor(0, MAX_THREADS, 100, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "fault-relay");
                    thread.setDaemon(true);
                    return thread;
                });
        listen();
    }

    private void listen() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            port = socket.getLocalPort();
            listener = socket;
            accepting = threads.submit(() -> accept(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                RelayedConnection connection = new RelayedConnection(this, opened(socket.accept()), originPort);
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                // The listener was closed, which the loop sees, or the client is gone already.
                continue;
            }
        }
    }

    private void serve(RelayedConnection connection) {
        try (Socket client = connection.client()) {
            take().serve(connection);
            while (!client.isClosed() && connection.awaitRequest()) {
                take().serve(connection);
            }
        } catch (IOException e) {
            // One side went away, which is what faults are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Breaks this many exchanges from now on. */
    public void inject(WireFault next, int exchanges) throws IOException {
        fault = next;
        left.set(exchanges);
        if (next.refuses()) {
            stopListening();
        }
    }

    /** From now on nothing is broken. */
    public void heal() {
        left.set(0);
        if (listener.isClosed()) {
            listen();
        }
    }

    private WireFault take() {
        return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0 ? fault : WireFault.NONE;
    }

    /** The port is closed only once nobody is about to accept. */
    void stopListening() throws IOException {
        listener.close();
        try {
            accepting.get(5, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IOException("the port could not be closed", e);
        }
    }

    Socket opened(Socket socket) throws IOException {
        open.add(socket);
        if (end.getCount() == 0) {
            socket.close();
        }
        return socket;
    }

    void execute(Runnable task) {
        threads.execute(task);
    }

    void headRead() {
        heads.incrementAndGet();
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Heads of requests that the faults let be read; what a toxic carries is not counted here. */
    public int heads() {
        return heads.get();
    }

    public String url(String scheme) {
        return scheme + "://127.0.0.1:" + port;
    }

    /** Threads that have not ended; none after {@link #close()}. */
    public int threads() {
        return threads.getPoolSize();
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
