package io.hopguard.benchmarks.soak;

import static io.hopguard.benchmarks.soak.Answers.ascii;
import static io.hopguard.benchmarks.soak.Answers.head;
import static io.hopguard.benchmarks.soak.Answers.join;
import static io.hopguard.benchmarks.soak.Answers.whole;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** Puts faults on the wire. */
final class FaultPlayer {
    private static final byte[] PAGE = ascii("<html><head><title>502 Bad Gateway</title></head></html>");

    private final int stallMillis;

    FaultPlayer(int stallMillis) {
        this.stallMillis = stallMillis;
    }

    /** Answers badly; false when the connection must not go on. */
    boolean play(Fault fault, ServerRequest request, Socket socket, OutputStream out) throws IOException {
        byte[] json = request.json();
        switch (fault) {
            case BAD_GATEWAY -> out.write(whole("502 Bad Gateway", PAGE, "Server: nginx/1.24.0\r\n"));
            case UNAVAILABLE -> out.write(whole("503 Service Unavailable", PAGE, ""));
            case UNAVAILABLE_RETRY_AFTER_0 -> out.write(whole("503 Service Unavailable", PAGE, "Retry-After: 0\r\n"));
            case SURPLUS_BYTES -> out.write(join(whole("200 OK", json, ""), whole("200 OK", ascii("no"), "")));
            case BROKEN_GZIP -> out.write(whole("200 OK", ascii("not gzip at all"), "Content-Encoding: gzip\r\n"));
            case STALL -> stall(socket);
            default -> out.write(beginning(fault, json));
        }
        out.flush();
        if (fault == Fault.RESET_BEFORE_HEAD || fault == Fault.RESET_IN_BODY) {
            socket.setSoLinger(true, 0);
        }
        return switch (fault) {
            case BAD_GATEWAY, UNAVAILABLE, UNAVAILABLE_RETRY_AFTER_0, SURPLUS_BYTES, BROKEN_GZIP -> true;
            default -> false;
        };
    }

    /** What comes before the connection ends. */
    private static byte[] beginning(Fault fault, byte[] json) {
        byte[] head = head("200 OK", json.length, "");
        return switch (fault) {
            case CUT_IN_HEAD -> Arrays.copyOf(head, head.length / 2);
            case CUT_AFTER_HEAD -> head;
            case TRUNCATED_BODY, RESET_IN_BODY -> join(head, Arrays.copyOf(json, json.length / 2));
            case MALFORMED_HEAD -> ascii("HTTP/1.1 2OO OK\r\nContent-Length: 0\r\n\r\n");
            default -> new byte[0];
        };
    }

    /** Says nothing until the client has gone, or too late. */
    private void stall(Socket socket) throws IOException {
        socket.setSoTimeout(stallMillis);
        try {
            socket.getInputStream().read();
        } catch (SocketTimeoutException e) {
            // It has waited longer than it wanted to.
        }
    }
}
