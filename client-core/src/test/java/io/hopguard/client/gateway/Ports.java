package io.hopguard.client.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Picks ports for servers. */
final class Ports {
    private static final int FIRST = 15_000;
    // Above it the system takes the local ports of outgoing connections, and a server that is down would lose its own.
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** A port of the loopback address on which nobody listens. */
    static int free() {
        for (int tried = 0; tried < TRIES; tried++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // It is taken.
            }
        }
        throw new AssertionError("no free port from " + FIRST + " to " + END + " after " + TRIES + " tries");
    }
}
