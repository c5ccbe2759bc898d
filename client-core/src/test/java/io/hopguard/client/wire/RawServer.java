package io.hopguard.client.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/** A server on a real loopback socket, with every byte in the test's hand. */
public final class RawServer implements AutoCloseable {
    /** What happens on one connection, after which it is closed. */
    @FunctionalInterface
    public interface Script {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    public RawServer(Script script) {
        this(listen(), script);
    }

    public RawServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        start("accept", this::accept);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "raw-server-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                start("connection-" + number, () -> serve(new Connection(socket, number)));
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

    public String url() {
        return url("http");
    }

    public String url(String scheme) {
        return scheme + "://127.0.0.1:" + listener.getLocalPort();
    }

    public int requests() {
        return requests.get();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection, from the server's side. */
    public final class Connection {
        private final Socket socket;
        private final int number;

        private Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        public int number() {
            return number;
        }

        Socket socket() {
            return socket;
        }

        /** Reads one request, head and body; null when the client closed the connection. */
        public String request() throws IOException {
            String head = head();
            return head == null ? null : head + new String(body(head), StandardCharsets.ISO_8859_1);
        }

        /** Reads one request's head, and leaves its body; null when the client closed the connection. */
        public String head() throws IOException {
            StringBuilder head = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return null;
                }
                head.append((char) next);
            }
            requests.incrementAndGet();
            return head.toString();
        }

        /** Reads what comes until the client goes away, in whatever manner. */
        public String rest() {
            StringBuilder rest = new StringBuilder();
            try {
                for (int next = socket.getInputStream().read();
                        next >= 0;
                        next = socket.getInputStream().read()) {
                    rest.append((char) next);
                }
            } catch (IOException e) {
                // A reset is an end, too.
            }
            return rest.toString();
        }

        private byte[] body(String head) throws IOException {
            int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
            if (at < 0) {
                return new byte[0];
            }
            String length = head.substring(at + 15, head.indexOf('\r', at)).strip();
            return socket.getInputStream().readNBytes(Integer.parseInt(length));
        }

        public Connection send(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return this;
        }

        /** A whole response; the connection stays usable. */
        public Connection respond(int status, String body) throws IOException {
            return send("HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }

        /** Sends a byte every so often until the client goes away. */
        public void drip(String text, long everyMillis) throws IOException, InterruptedException {
            for (int i = 0; ; i++) {
                send(String.valueOf(text.charAt(i % text.length())));
                pause(everyMillis);
            }
        }

        /** Lets time pass, but notices when the server is closed. */
        public void pause(long millis) throws IOException {
            int before = socket.getSoTimeout();
            socket.setSoTimeout((int) Math.max(1, millis));
            try {
                socket.getInputStream().read();
            } catch (java.net.SocketTimeoutException e) {
                socket.setSoTimeout(before);
            }
        }

        /** Ends TCP and leaves TLS as it is: no close_notify. */
        public void cut() throws IOException {
            ((TlsListener) listener).below(socket).shutdownOutput();
        }

        /** What the client of a TLS connection has shown. */
        public X509Certificate peerCertificate() throws IOException {
            return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
        }

        /** Says that nothing more will come, as a server does that closes an idle connection. */
        public void shutdownOutput() throws IOException {
            socket.shutdownOutput();
        }

        /** Closes with a reset instead of an orderly end. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
