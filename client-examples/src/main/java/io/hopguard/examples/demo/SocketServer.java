package io.hopguard.examples.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Listens on a loopback port and gives each connection a thread. */
final class SocketServer implements AutoCloseable {
    /** What is done with a connection, which is closed afterwards. */
    interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    private static final int BACKLOG = 128;

    private final ServerSocket listening;
    private final ExecutorService threads;
    private final Conversation conversation;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private SocketServer(ServerSocket listening, ExecutorService threads, Conversation conversation) {
        this.listening = listening;
        this.threads = threads;
        this.conversation = conversation;
    }

    /**
     * Starts one.
     *
     * @param port the port, or 0 for any that is free
     */
    static SocketServer open(int port, ExecutorService threads, Conversation conversation) throws IOException {
        ServerSocket listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(address(port), BACKLOG);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        SocketServer server = new SocketServer(listening, threads, conversation);
        threads.execute(server::accept);
        return server;
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                threads.execute(() -> hold(socket));
            }
        } catch (IOException | RejectedExecutionException e) {
            close(); // somebody closed it before us, or the demo is over
        }
    }

    private void hold(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            if (listening.isClosed()) {
                return;
            }
            conversation.hold(socket);
        } catch (IOException e) {
            // The other side has gone, which is what the demo is about.
        } finally {
            open.remove(socket);
        }
    }

    /** Closes the port and every connection, as a process does that dies. */
    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // Nothing is left to be done about it.
        }
    }
}
