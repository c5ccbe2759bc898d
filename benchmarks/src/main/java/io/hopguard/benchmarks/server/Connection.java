package io.hopguard.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One kept connection of the event loop's; one request at a time. */
final class Connection {
    private static final int LARGEST_REQUEST = 4_096;

    private final SocketChannel socket;
    private final ByteBuffer request = ByteBuffer.allocate(LARGEST_REQUEST);

    Connection(SocketChannel socket) {
        this.socket = socket;
    }

    /** The next request, once it is whole; until then, and when the client has gone, null. */
    @Nullable
    Arrived read() {
        try {
            if (!request.hasRemaining() || socket.read(request) < 0) {
                socket.close();
                return null;
            }
        } catch (IOException e) {
            close();
            return null;
        }
        Arrived arrived = Arrived.in(request);
        if (arrived != null) {
            request.clear();
        }
        return arrived;
    }

    void answer(Answer answer) {
        try {
            ByteBuffer bytes = answer.bytes();
            // An answer is smaller than any socket's buffer: the loop is for form's sake.
            while (bytes.hasRemaining()) {
                socket.write(bytes);
            }
        } catch (IOException e) {
            close();
        }
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // The client has gone; so has this end.
        }
    }
}
