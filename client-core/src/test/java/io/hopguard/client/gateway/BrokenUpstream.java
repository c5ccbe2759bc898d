package io.hopguard.client.gateway;

import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** What a gateway has behind it: a server that breaks in the way that the request's path names. */
final class BrokenUpstream implements AutoCloseable {
    // Over every gateway's limit and under the default of a client, which would not look behind it.
    private static final int LARGE = 200_000;

    // A gateway that meets the end and the head at once may put its own page in the place of both.
    private static final long PASSED_ON_MILLIS = 150;

    private final RawServer server = new RawServer(BrokenUpstream::serve);
    private final NameServer names = new NameServer();
    private final DeafListener deaf = new DeafListener();
    private final int closed = Ports.free();

    private static void serve(RawServer.Connection connection) throws IOException {
        for (String head = connection.request(); head != null; head = connection.request()) {
            if (!answer(connection, head.split(" ")[1])) {
                return;
            }
        }
    }

    /** Whether the connection stays usable. */
    private static boolean answer(RawServer.Connection connection, String path) throws IOException {
        switch (path) {
            case "/closed" -> {}
            case "/reset" -> connection.reset();
            case "/hang" -> connection.rest();
            case "/garbage" -> connection.send("*** this is no HTTP ***\r\n\r\n");
            case "/header" ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Large: " + "x".repeat(LARGE)
                        + "\r\nContent-Length: 8\r\n\r\n{\"id\":1}");
            case "/short" -> cut(connection, json("200 OK", "Content-Length: 1000") + "{\"id\":1,\"name\":\"");
            case "/chunk" ->
                cut(connection, json("200 OK", "Transfer-Encoding: chunked") + "10\r\n{\"id\":1,\"name\":\"\r\n");
            case "/failed" -> connection.send(whole("500 Internal Server Error", "{\"error\":\"no such table\"}"));
            case "/busy" -> connection.send(whole("503 Service Unavailable", "{\"error\":\"bank is closed\"}"));
            default -> {
                connection.send(whole("200 OK", "{\"id\":1,\"worker\":0}"));
                return true;
            }
        }
        return false;
    }

    /** Ends within a body, once the gateway has passed on what came before. */
    private static void cut(RawServer.Connection connection, String beginning) throws IOException {
        connection.send(beginning).pause(PASSED_ON_MILLIS);
    }

    private static String whole(String status, String body) {
        return json(status, "Content-Length: " + body.length()) + body;
    }

    private static String json(String status, String framing) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n" + framing + "\r\n\r\n";
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    /** Nobody listens there. */
    int closedPort() {
        return closed;
    }

    /** It neither accepts nor refuses. */
    int deafPort() {
        return deaf.port();
    }

    /** A configuration in which the ports are filled in. */
    String fill(String resource) {
        return Texts.resource(resource)
                .replace("@UPSTREAM@", Integer.toString(port()))
                .replace("@CLOSED@", Integer.toString(closed))
                .replace("@DEAF@", Integer.toString(deaf.port()))
                .replace("@NAMES@", Integer.toString(names.port()));
    }

    @Override
    public void close() {
        names.close();
        deaf.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
