package io.hopguard.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers every request on a kept connection with the same 73 bytes of JSON, as cheaply as a socket can. */
final class LoopbackServer implements AutoCloseable {
    private static final String JSON =
            "{\"id\":42,\"customer\":\"acme\",\"items\":[1,2,3],\"total\":99.5,\"note\":\"abcdefg\"}";
    private static final byte[] RESPONSE = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + JSON.length() + "\r\n\r\n" + JSON)
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;

    LoopbackServer() throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "loopback-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] request = new byte[8192];
            int filled = 0;
            for (int read = in.read(request); read >= 0; read = in.read(request, filled, request.length - filled)) {
                filled += read;
                if (filled >= 4 && request[filled - 1] == '\n' && request[filled - 3] == '\n') {
                    out.write(RESPONSE);
                    filled = 0;
                }
            }
            socket.close();
        } catch (IOException e) {
            // The client has gone.
        }
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
