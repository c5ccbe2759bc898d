package io.hopguard.spring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A server whose every byte is chosen by the test, and which keeps what it was sent. */
final class ScriptedServer implements AutoCloseable {
    /** What happens on one connection. */
    @FunctionalInterface
    interface Script {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    ScriptedServer(Script script) {
        this(listening(), script);
    }

    /** On a socket that may speak TLS. */
    ScriptedServer(ServerSocket listener, Script script) {
        this.script = script;
        this.listener = listener;
        start(this::accept);
    }

    private static ServerSocket listening() {
        try {
            return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers each request on each connection in the same manner. */
    static ScriptedServer answering(String response) {
        return new ScriptedServer(c -> {
            while (c.request() != null) {
                c.send(response);
            }
        });
    }

    /** Answers 200 with a body. */
    static ScriptedServer ok(String body) {
        return answering(response(200, "", body));
    }

    /** With more fields, each ended by CRLF. */
    static String response(int status, String fields, String body) {
        return "HTTP/1.1 " + status + " X\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                start(() -> serve(new Connection(socket)));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Connection connection) {
        try {
            script.serve(connection);
            connection.socket.close();
        } catch (IOException | InterruptedException e) {
            // The client went away, which is what many tests want.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The requests so far, head and body. */
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection, from the server's side. */
    final class Connection {
        private final Socket socket;

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /** Reads one request, head and body; null when the client closed the connection. */
        String request() throws IOException {
            String head = head();
            if (head == null) {
                return null;
            }
            String request = head + body(head);
            requests.add(request);
            return request;
        }

        /** Reads so many bytes. */
        void drain(int count) throws IOException {
            socket.getInputStream().skipNBytes(count);
        }

        /** Reads one request's head, and leaves its body; null when the client closed the connection. */
        String head() throws IOException {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.append((char) next);
            }
            return head.toString();
        }

        private String body(String head) throws IOException {
            String lower = head.toLowerCase(Locale.ROOT);
            if (lower.contains("transfer-encoding: chunked")) {
                StringBuilder body = new StringBuilder();
                while (body.indexOf("0\r\n\r\n") < 0) {
                    body.append((char) socket.getInputStream().read());
                }
                return body.toString();
            }
            int at = lower.indexOf("content-length:");
            String length = at < 0
                    ? "0"
                    : head.substring(at + 15, head.indexOf('\r', at)).strip();
            return new String(
                    socket.getInputStream().readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
        }

        Connection send(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return this;
        }

        /** Closes it; then the client has been told so. */
        void close() throws IOException {
            socket.close();
        }

        /** Who the client says it is. */
        String peer() {
            try {
                return socket instanceof SSLSocket secure
                        ? secure.getSession().getPeerPrincipal().getName()
                        : "nobody";
            } catch (SSLPeerUnverifiedException e) {
                return "nobody";
            }
        }

        /** Says nothing until the client goes away or the server is closed, but no longer than this. */
        Connection silence(int millis) throws IOException {
            socket.setSoTimeout(millis);
            try {
                socket.getInputStream().read();
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(0);
            }
            return this;
        }
    }
}
