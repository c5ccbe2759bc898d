package io.hopguard.examples.cli;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes a call to itself, so that the classes which a call needs are loaded before the first one that counts: otherwise
 * its times would be those of a starting JVM, and a short --timeout would be over before anything was sent.
 */
final class WarmUp {
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final int ENOUGH_MILLIS = 500;
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private WarmUp() {}

    static void once() {
        if (DONE.getAndSet(true)) {
            return;
        }
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(ENOUGH_MILLIS);
            Thread thread = new Thread(() -> answer(server), "hopguard-warm-up");
            thread.setDaemon(true);
            thread.start();
            call(server);
        } catch (IOException | HopguardException e) {
            // Where this machine does not let it, the first call is slower; nothing else is lost.
            return;
        }
    }

    private static void call(ServerSocket server) {
        try (ResilientClient client = ResilientClient.builder()
                .name("warm-up")
                .timeouts(t -> t.total(Duration.ofMillis(ENOUGH_MILLIS)))
                .retry(retry -> retry.off())
                .build()) {
            String host = server.getInetAddress().getHostAddress();
            Response response = client.get("http://" + host + ":" + server.getLocalPort() + "/")
                    .send();
            Diagnoser.standard().diagnose(response.facts().build());
        }
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            if (in.read(new byte[4096]) > 0) {
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException e) {
            // The caller sees the same and goes on without.
            return;
        }
    }
}
