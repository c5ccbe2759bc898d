package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GatewayTest {
    private static final int LIMIT_MILLIS = 10_000;
    private static final long SLOW_MILLIS = 60_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> waiting = new ArrayList<>();
    private Upstream upstream;
    private Gateway gateway;

    @BeforeEach
    void open() throws IOException {
        upstream = Upstream.open(threads, 1, SLOW_MILLIS);
        gateway = new Gateway(threads, upstream.port(), LIMIT_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
        gateway.close();
        upstream.close();
        threads.shutdownNow();
    }

    @Test
    void answersAsNginxDoesWhenTheApplicationRefusesTheConnection() throws Exception {
        upstream.suffer(Trouble.DOWN);
        assertThat(answer("close")).isEqualTo("""
                        HTTP/1.1 502 Bad Gateway
                        Server: nginx/1.22.1
                        Date: then
                        Content-Type: text/html
                        Content-Length: 157
                        Connection: close

                        <html>
                        <head><title>502 Bad Gateway</title></head>
                        <body>
                        <center><h1>502 Bad Gateway</h1></center>
                        <hr><center>nginx/1.22.1</center>
                        </body>
                        </html>
                        """);
    }

    @Test
    void answersAsNginxDoesWhenTheApplicationIsTooSlow() throws Exception {
        upstream.suffer(new Trouble(true, 1, 0));
        gateway.close();
        gateway = new Gateway(threads, upstream.port(), 150);
        assertThat(answer("close")).isEqualTo("""
                        HTTP/1.1 504 Gateway Time-out
                        Server: nginx/1.22.1
                        Date: then
                        Content-Type: text/html
                        Content-Length: 167
                        Connection: close

                        <html>
                        <head><title>504 Gateway Time-out</title></head>
                        <body>
                        <center><h1>504 Gateway Time-out</h1></center>
                        <hr><center>nginx/1.22.1</center>
                        </body>
                        </html>
                        """);
    }

    @Test
    void answersAsNginxDoesWhenThereAreMoreRequestsAtOnceThanItAdmits() throws Exception {
        upstream.suffer(new Trouble(true, 1, 0));
        for (int i = 0; i < Gateway.MOST_AT_ONCE; i++) {
            waiting.add(connected());
            send(waiting.get(i), "close");
        }
        while (gateway.requests() < Gateway.MOST_AT_ONCE) {
            Thread.onSpinWait();
        }
        assertThat(answer("close")).startsWith("HTTP/1.1 503 Service Temporarily Unavailable\nServer: nginx/1.22.1\n");
    }

    @Test
    void cutsItsAnswerWhenTheApplicationBreaksOff() throws Exception {
        String whole = Json.MAPPER.writeValueAsString(Order.numbered(7));
        upstream.suffer(new Trouble(true, 0, 1));
        // The connection is not closed for the sake of the request, so that its end is the cut.
        String[] parts = answer("keep-alive").split("\n\n", 2);
        assertThat(parts[0]).isEqualTo("""
                        HTTP/1.1 200 OK
                        Server: nginx/1.22.1
                        Date: then
                        Content-Type: application/json
                        Content-Length: %d
                        Connection: keep-alive""".formatted(whole.length()));
        assertThat(parts[1]).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void relaysTheAnswerOfAnApplicationThatIsBackOnItsPort() throws Exception {
        int port = upstream.port();
        upstream.suffer(Trouble.DOWN);
        upstream.suffer(Trouble.NONE);
        assertThat(answer("close"))
                .startsWith("HTTP/1.1 200 OK\nServer: nginx/1.22.1\n")
                .endsWith("\n\n" + Json.MAPPER.writeValueAsString(Order.numbered(7)));
        assertThat(upstream.port()).isEqualTo(port);
    }

    @Test
    void keepsTheConnectionOfItsClientAfterAnErrorOfItsOwnAndCountsEachRequest() throws Exception {
        upstream.suffer(Trouble.DOWN);
        try (Socket socket = connected()) {
            send(socket, "keep-alive");
            send(socket, "close");
            assertThat(readAll(socket).split("HTTP/1.1 502 Bad Gateway", -1)).hasSize(3);
        }
        assertThat(gateway.requests()).isEqualTo(2);
    }

    private String answer(String connection) throws IOException {
        try (Socket socket = connected()) {
            send(socket, connection);
            return readAll(socket);
        }
    }

    /** Reads with a limit, because nothing can interrupt a read. */
    private Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.connect(SocketServer.address(gateway.port()));
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static void send(Socket socket, String connection) throws IOException {
        socket.getOutputStream()
                .write(HttpHead.bytes("GET /orders/7 HTTP/1.1", "Host: gateway", "Connection: " + connection));
    }

    private static String readAll(Socket socket) throws IOException {
        String bytes = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return bytes.replaceAll("Date: \\w{3}, \\d{1,2} \\w{3} \\d{4} [\\d:]{8} GMT", "Date: then")
                .replace("\r\n", "\n");
    }
}
