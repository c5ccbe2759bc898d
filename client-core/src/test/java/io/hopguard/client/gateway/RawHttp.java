package io.hopguard.client.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One HTTP/1.0 request over a connection of its own, for the fixtures: nothing is pooled or repeated. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 5_000;

    private RawHttp() {}

    /** The whole answer with its head, or an empty text when there was none. */
    static String get(int port, String path, String tag) {
        String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\nX-Test: " + tag + "\r\n\r\n";
        try (Socket socket = open(port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    static boolean accepts(int port) {
        try (Socket socket = open(port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Socket open(int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
