package io.hopguard.examples.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * What the application answered, as far as it came.
 *
 * @param type its media type
 * @param announcedLength the length that its header promised
 * @param body what came of it
 */
record RelayedAnswer(String type, int announcedLength, byte[] body) {

    /**
     * Asks the application, over a connection of its own as nginx does by default.
     *
     * @param limitMillis how long the gateway waits for the application, for connecting and between two reads
     * @throws java.net.SocketTimeoutException when it does not answer in time
     * @throws IOException when it answers nothing for another reason
     */
    static RelayedAnswer ask(int port, String requestLine, int limitMillis) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setTcpNoDelay(true);
            socket.connect(SocketServer.address(port), limitMillis);
            socket.setSoTimeout(limitMillis);
            byte[] request = HttpHead.bytes(requestLine, "Host: 127.0.0.1:" + port, "Connection: close");
            socket.getOutputStream().write(request);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            HttpHead head = HttpHead.read(in);
            if (head == null) {
                throw new EOFException("upstream prematurely closed connection while reading response header");
            }
            int length = Integer.parseInt(head.field("content-length", "0"));
            return new RelayedAnswer(head.field("content-type", "text/plain"), length, upTo(length, in));
        }
    }

    /** As much as comes: after the header, nginx can only cut its own answer too. */
    private static byte[] upTo(int length, InputStream in) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        byte[] buffer = new byte[4096];
        try {
            while (body.size() < length) {
                int read = in.read(buffer, 0, Math.min(buffer.length, length - body.size()));
                if (read < 0) {
                    break;
                }
                body.write(buffer, 0, read);
            }
        } catch (IOException e) {
            return body.toByteArray();
        }
        return body.toByteArray();
    }

    boolean whole() {
        return body.length == announcedLength;
    }
}
