package io.hopguard.examples.demo;

import java.io.IOException;
import java.net.Socket;

/**
 * Keeps a port while nobody listens on it: connections are refused, and no outgoing connection is given the port, which would
 * make the return to it impossible.
 */
final class HeldPort implements AutoCloseable {
    private final Socket bound;

    private HeldPort(Socket bound) {
        this.bound = bound;
    }

    static HeldPort hold(int port) throws IOException {
        Socket bound = new Socket();
        bound.setReuseAddress(true);
        try {
            bound.bind(SocketServer.address(port));
        } catch (IOException e) {
            // Then it is not kept; the port is most likely free all the same when it is wanted again.
            bound.close();
        }
        return new HeldPort(bound);
    }

    @Override
    public void close() throws IOException {
        bound.close();
    }
}
