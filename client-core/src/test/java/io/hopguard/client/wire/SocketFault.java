package io.hopguard.client.wire;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The faults of OkHttp's MockWebServer ({@code SocketPolicy}), and its half-close, as a relay can do them. What exists in
 * HTTP/2 only is mapped to the nearest thing in HTTP/1.1.
 */
public enum SocketFault implements WireFault {
    SHUTDOWN_SERVER_AFTER_RESPONSE(c -> {
        byte[] response = c.ask();
        c.relay().stopListening();
        c.send(response);
        c.close();
    }),
    KEEP_OPEN(RelayedConnection::pass),
    DISCONNECT_AT_END(c -> {
        c.pass();
        c.close();
    }),
    /** The server goes on in TLS, and answers what it cannot read with an alert. */
    UPGRADE_TO_SSL_AT_END(c -> {
        c.pass();
        c.awaitRequest();
        c.send(Tls.UNEXPECTED_MESSAGE);
        c.close();
    }),
    DISCONNECT_AT_START(RelayedConnection::close),
    DISCONNECT_AFTER_REQUEST(c -> {
        c.ask();
        c.close();
    }),
    HALF_CLOSE_AFTER_REQUEST(c -> {
        c.ask();
        c.shutdownOutput();
        c.hold();
    }),
    /** Without a body there is nothing to disconnect during. */
    DISCONNECT_DURING_REQUEST_BODY(c -> {
        int length = c.readHead();
        if (length == 0) {
            c.send(c.forward(new byte[0]));
        } else {
            c.readBody(length / 2);
            c.close();
        }
    }),
    DISCONNECT_DURING_RESPONSE_BODY(c -> {
        byte[] response = c.ask();
        c.send(Arrays.copyOf(response, response.length - LedgerServer.BODY_LENGTH / 2));
        c.close();
    }),
    /** What has no body is served; a body is left where it is, and the answer comes in front of it. */
    DO_NOT_READ_REQUEST_BODY(c -> {
        if (c.readHead() == 0) {
            c.send(c.forward(new byte[0]));
        } else {
            c.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            c.hold();
        }
    }),
    /** The server refuses the handshake. */
    FAIL_HANDSHAKE(c -> {
        c.awaitRequest();
        c.send(Tls.HANDSHAKE_FAILURE);
        c.shutdownOutput();
        c.hold();
    }) {
        @Override
        public String scheme() {
            return "https";
        }
    },
    SHUTDOWN_INPUT_AT_END(c -> {
        c.pass();
        c.shutdownInput();
        // Which the server reads as the end of the connection.
        c.close();
    }),
    SHUTDOWN_OUTPUT_AT_END(c -> {
        c.pass();
        c.shutdownOutput();
        c.hold();
    }),
    STALL_SOCKET_AT_START(RelayedConnection::hold, true),
    NO_RESPONSE(
            c -> {
                c.ask();
                c.hold();
            },
            true),
    /** HTTP/2 resets one stream; HTTP/1.1 has only the connection. */
    RESET_STREAM_AT_START(c -> {
        c.readHead();
        c.reset();
    }),
    /** To a request that expects it; ours never does. */
    EXPECT_CONTINUE(c -> c.passAfter(head -> head.toLowerCase(Locale.ROOT).contains("\r\nexpect: 100-continue"))),
    CONTINUE_ALWAYS(c -> c.passAfter(head -> true));

    /** TLS records with a fatal alert (RFC 8446 section 6). */
    private static final class Tls {
        private static final byte[] UNEXPECTED_MESSAGE = {21, 3, 3, 0, 2, 2, 10};
        private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};
    }

    private final WireFault script;
    private final boolean stalls;

    SocketFault(WireFault script) {
        this(script, false);
    }

    SocketFault(WireFault script, boolean stalls) {
        this.script = script;
        this.stalls = stalls;
    }

    @Override
    public void serve(RelayedConnection connection) throws IOException, InterruptedException {
        script.serve(connection);
    }

    @Override
    public boolean stalls() {
        return stalls;
    }
}
