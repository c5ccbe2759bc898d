package io.hopguard.client.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A forward proxy that really forwards and tunnels, and writes down every request that it was sent. Whatever the name of the
 * target, it goes to the loopback address, so that names need not be resolvable here.
 */
public final class ForwardProxy implements AutoCloseable {
    private final RawServer server = new RawServer(this::serve);
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Socket> upstreams = new CopyOnWriteArrayList<>();
    private final String authorization;

    public ForwardProxy() {
        this(null);
    }

    /** Asks for this value of Proxy-Authorization, unless it is null. */
    public ForwardProxy(String authorization) {
        this.authorization = authorization;
    }

    public String url() {
        return server.url();
    }

    public int connections() {
        return server.connections();
    }

    /** The requests in the order in which they came, head and body. */
    public List<String> seen() {
        return seen;
    }

    private void serve(RawServer.Connection client) throws IOException {
        for (String request = client.request(); request != null; request = client.request()) {
            seen.add(request);
            String[] line = request.substring(0, request.indexOf('\r')).split(" ");
            if (authorization != null && !request.contains("\r\nProxy-Authorization: " + authorization + "\r\n")) {
                client.send(
                        "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 6\r\n\r\nwho?!\n");
            } else if (line[0].equals("CONNECT")) {
                try (Socket upstream = dial(port(line[1]))) {
                    tunnel(client, upstream);
                } catch (ConnectException e) {
                    client.respond(502, "no way to " + line[1]);
                }
                return;
            } else {
                forward(client, line[1], request);
            }
        }
    }

    private static int port(String authority) {
        int colon = authority.lastIndexOf(':');
        return colon < 0 ? 80 : Integer.parseInt(authority.substring(colon + 1));
    }

    private Socket dial(int port) throws IOException {
        Socket upstream = new Socket(InetAddress.getLoopbackAddress(), port);
        upstreams.add(upstream);
        return upstream;
    }

    private void tunnel(RawServer.Connection client, Socket upstream) throws IOException {
        // The headers mean nothing there: an answer to CONNECT has no body.
        client.send("HTTP/1.1 200 Connection established\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n");
        Thread back = new Thread(() -> pump(upstream, client.socket()), "forward-proxy-back");
        back.setDaemon(true);
        back.start();
        pump(client.socket(), upstream);
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // One of the two has gone.
        }
    }

    private void forward(RawServer.Connection client, String uri, String request) throws IOException {
        int path = uri.indexOf('/', "http://".length());
        try (Socket upstream = dial(port(uri.substring("http://".length(), path)))) {
            String forwarded = request.replaceFirst(java.util.regex.Pattern.quote(uri), uri.substring(path))
                    .replaceFirst("Proxy-Authorization: [^\r]*\r\n", "");
            upstream.getOutputStream().write(forwarded.getBytes(StandardCharsets.ISO_8859_1));
            client.send(response(upstream.getInputStream()));
        }
    }

    private static String response(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        int length = Integer.parseInt(head.substring(at, head.indexOf("\r", at)));
        return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket upstream : upstreams) {
            upstream.close();
        }
    }
}
