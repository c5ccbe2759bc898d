package io.hopguard.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Answers on all connections, on one thread. The counts may be read by another. */
final class EventLoop implements Runnable {
    static final long SLOW_MILLIS = 100;

    private static final int BACKLOG = 4_096;
    private static final String DOWN = "/down/";
    private static final String SLOW = "/slow/";

    /** Due in the order in which they came, as all of them wait for the same time. */
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    private final Map<String, AtomicLong> counts = new ConcurrentSkipListMap<>();
    private final AtomicLong accepted = count("accepted");
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private record Waiting(Connection connection, long dueNanos) {}

    EventLoop() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    int port() throws IOException {
        return ((InetSocketAddress) listener.getLocalAddress()).getPort();
    }

    String counts() {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + "=" + count.getValue())
                .collect(Collectors.joining(" "));
    }

    private AtomicLong count(String name) {
        return counts.computeIfAbsent(name, any -> new AtomicLong());
    }

    @Override
    public void run() {
        try {
            while (true) {
                selector.select(this::handle, millisToNext());
                answerWhatIsDue();
            }
        } catch (IOException e) {
            System.err.println("peer server: " + e);
        }
    }

    /** 0, without end, when nothing waits. */
    private long millisToNext() {
        Waiting next = waiting.peek();
        return next == null ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.dueNanos - System.nanoTime()));
    }

    private void answerWhatIsDue() {
        for (Waiting next = waiting.peek();
                next != null && next.dueNanos - System.nanoTime() <= 0;
                next = waiting.peek()) {
            waiting.remove();
            next.connection.answer(Answer.GOOD);
        }
    }

    private void handle(SelectionKey key) {
        if (key.isAcceptable()) {
            accept();
        } else if (key.attachment() instanceof Connection connection) {
            Arrived request = connection.read();
            if (request != null) {
                answer(connection, request.path());
            }
        }
    }

    private void accept() {
        try {
            for (SocketChannel socket = listener.accept(); socket != null; socket = listener.accept()) {
                accepted.incrementAndGet();
                socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
                socket.configureBlocking(false);
                socket.register(selector, SelectionKey.OP_READ, new Connection(socket));
            }
        } catch (IOException e) {
            System.err.println("peer server: " + e);
        }
    }

    private void answer(Connection connection, String path) {
        if (path.startsWith(SLOW)) {
            waiting.add(new Waiting(connection, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SLOW_MILLIS)));
        } else if (path.startsWith(DOWN)) {
            count(path.substring(1, path.indexOf('/', DOWN.length()))).incrementAndGet();
            connection.answer(Answer.BAD_GATEWAY);
        } else {
            connection.answer(Answer.GOOD);
        }
    }
}
