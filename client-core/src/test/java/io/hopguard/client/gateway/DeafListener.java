package io.hopguard.client.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port that neither accepts nor refuses: its queue is full, and Linux leaves what else comes without an answer. */
final class DeafListener implements AutoCloseable {
    private static final int MAX_QUEUED = 10;
    private static final int FULL_AFTER_MILLIS = 200;

    private final ServerSocket listener;
    private final List<Socket> queued = new ArrayList<>();

    DeafListener() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (queued.size() < MAX_QUEUED && queueAnother()) {
                // Until one is left without an answer.
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean queueAnother() throws IOException {
        Socket socket = new Socket();
        queued.add(socket);
        try {
            socket.connect(new InetSocketAddress(listener.getInetAddress(), port()), FULL_AFTER_MILLIS);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            for (Socket socket : queued) {
                socket.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
