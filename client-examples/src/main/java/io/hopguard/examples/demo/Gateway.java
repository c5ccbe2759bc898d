package io.hopguard.examples.demo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A reverse proxy that behaves as nginx does when the application behind it dies: 502 when it refuses the connection or says
 * nothing, 504 when it is too slow, and an answer cut short when it breaks off. More requests at once than it admits, which the
 * minute never has, are answered 503, as by {@code limit_conn}. Keeps its clients'
 * connections open.
 */
final class Gateway implements AutoCloseable {
    static final int MOST_AT_ONCE = 40;

    private final int upstreamPort;
    private final int limitMillis;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final SocketServer server;
    private volatile int most = MOST_AT_ONCE;

    /**
     * Starts one on a free port.
     *
     * @param upstreamPort where the application is
     * @param limitMillis how long it waits for the application, as {@code proxy_read_timeout}
     */
    Gateway(ExecutorService threads, int upstreamPort, int limitMillis) throws IOException {
        this.upstreamPort = upstreamPort;
        this.limitMillis = limitMillis;
        this.server = SocketServer.open(0, threads, this::serve);
    }

    int port() {
        return server.port();
    }

    /** How many requests at once it lets through from now on; 0 is as {@code return 503}. */
    void admit(int atOnce) {
        most = atOnce;
    }

    /** How many requests reached it. */
    int requests() {
        return requests.get();
    }

    private void serve(Socket client) throws IOException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        boolean open = true;
        while (open) {
            HttpHead request = HttpHead.read(in);
            if (request == null) {
                return;
            }
            open = serve(client, request);
        }
    }

    /** Answers one request and says whether the connection can carry another. */
    private boolean serve(Socket client, HttpHead request) throws IOException {
        String connection = request.field("connection", "").equalsIgnoreCase("close") ? "close" : "keep-alive";
        int atOnce = underWay.incrementAndGet();
        requests.incrementAndGet();
        try {
            if (atOnce > most) {
                write(client, NginxPages.error("503 Service Temporarily Unavailable", connection));
                return connection.equals("keep-alive");
            }
            return relay(client, request, connection);
        } finally {
            underWay.decrementAndGet();
        }
    }

    private boolean relay(Socket client, HttpHead request, String connection) throws IOException {
        boolean whole = true;
        byte[] response;
        try {
            RelayedAnswer answer = RelayedAnswer.ask(upstreamPort, request.startLine(), limitMillis);
            response = NginxPages.relayed(answer, connection);
            whole = answer.whole();
        } catch (SocketTimeoutException e) {
            response = NginxPages.error("504 Gateway Time-out", connection);
        } catch (IOException e) {
            response = NginxPages.error("502 Bad Gateway", connection);
        }
        write(client, response);
        return whole && connection.equals("keep-alive");
    }

    private static void write(Socket client, byte[] response) throws IOException {
        client.getOutputStream().write(response);
    }

    @Override
    public void close() {
        server.close();
    }
}
