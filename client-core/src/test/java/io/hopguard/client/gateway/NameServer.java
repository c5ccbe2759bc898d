package io.hopguard.client.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Answers that there is no such name, whatever it is asked: no test waits for the machine's own name server. */
final class NameServer implements AutoCloseable {
    private static final int MAX_QUESTION = 512;
    // RFC 1035 section 4.1.1, third and fourth byte: a response, recursion available, name error.
    private static final byte RESPONSE = (byte) 0x81;
    private static final byte NO_SUCH_NAME = (byte) 0x83;

    private final DatagramSocket socket;

    NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        byte[] message = new byte[MAX_QUESTION];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(message, message.length);
                socket.receive(packet);
                message[2] = RESPONSE;
                message[3] = NO_SUCH_NAME;
                socket.send(packet);
            } catch (IOException e) {
                return;
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
