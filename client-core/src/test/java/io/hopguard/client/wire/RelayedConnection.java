package io.hopguard.client.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/** A client's connection to a {@link FaultRelay}, with all that a fault may do to it. */
public final class RelayedConnection {
    private final FaultRelay relay;
    private final Socket client;
    private final int originPort;
    private final InputStream in;
    private String head = "";

    RelayedConnection(FaultRelay relay, Socket client, int originPort) throws IOException {
        this.relay = relay;
        this.client = client;
        this.originPort = originPort;
        this.in = new BufferedInputStream(client.getInputStream());
    }

    FaultRelay relay() {
        return relay;
    }

    Socket client() {
        return client;
    }

    InputStream in() {
        return in;
    }

    /** Waits for the first byte of a request; false when there will be none. */
    boolean awaitRequest() throws IOException {
        in.mark(1);
        int first = in.read();
        in.reset();
        return first >= 0;
    }

    /** Reads a request's head; the length of its body. */
    int readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n", Math.max(0, text.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client went away");
            }
            text.append((char) next);
        }
        head = text.toString();
        relay.headRead();
        return contentLength(head);
    }

    static int contentLength(String head) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        return at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + 17, head.indexOf('\r', at + 2)).strip());
    }

    byte[] readBody(int length) throws IOException {
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the client went away");
        }
        return body;
    }

    /** Hands the request whose head was read to the origin; the whole response. */
    byte[] forward(byte[] body) throws IOException {
        try (Socket origin = dialOrigin()) {
            origin.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            origin.getOutputStream().write(body);
            origin.shutdownOutput();
            return origin.getInputStream().readAllBytes();
        }
    }

    Socket dialOrigin() throws IOException {
        return relay.opened(new Socket(InetAddress.getLoopbackAddress(), originPort));
    }

    /** Reads a whole request and hands it on; the response, which the client has not seen yet. */
    byte[] ask() throws IOException {
        return forward(readBody(readHead()));
    }

    /** Serves one request as if nobody stood in between. */
    void pass() throws IOException {
        send(ask());
    }

    /** The same, after an interim response to the heads that get one. */
    void passAfter(Predicate<String> continues) throws IOException {
        int length = readHead();
        if (continues.test(head)) {
            send("HTTP/1.1 100 Continue\r\n\r\n");
        }
        send(forward(readBody(length)));
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
    }

    void shutdownOutput() throws IOException {
        client.shutdownOutput();
    }

    void shutdownInput() throws IOException {
        client.shutdownInput();
    }

    /** Does nothing more, until the relay is closed. */
    void hold() throws InterruptedException {
        relay.awaitEnd();
    }

    void close() throws IOException {
        client.close();
    }

    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }
}
