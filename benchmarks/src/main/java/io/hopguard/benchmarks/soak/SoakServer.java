package io.hopguard.benchmarks.soak;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A server in a process of its own: prints its port, answers small JSON on kept connections, and plays faults by chance.
 * For each line on its standard input it prints its counts; at the end of the input it exits, so that it never outlives
 * whoever started it. Needs nothing but the JDK.
 */
final class SoakServer {
    private static final int GZIP_ONE_IN = 8;
    private static final int BACKLOG = 1_024;
    private static final int SPELL_EVERY = 50_000;
    private static final int SPELL_REQUESTS = 200;
    private static final int SPELL_FACTOR = 10;

    private final ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Gathering gathering = new Gathering();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLongArray faults = new AtomicLongArray(Fault.values().length);
    private final long seed;
    private final double faultShare;
    private final FaultPlayer player;

    private SoakServer(long seed, double faultShare, int stallMillis) throws IOException {
        this.seed = seed;
        this.faultShare = faultShare;
        this.player = new FaultPlayer(stallMillis);
    }

    public static void main(String... args) throws IOException {
        SoakServer server =
                new SoakServer(Long.parseLong(args[0]), Double.parseDouble(args[1]), Integer.parseInt(args[2]));
        System.out.println(server.listener.getLocalPort());
        server.threads.execute(server::accept);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (in.readLine() != null) {
            System.out.println(server.counts());
        }
        System.exit(0);
    }

    private String counts() {
        StringBuilder counts = new StringBuilder()
                .append("open=")
                .append(open)
                .append(" accepted=")
                .append(accepted)
                .append(" requests=")
                .append(requests);
        for (Fault fault : Fault.values()) {
            counts.append(' ').append(fault).append('=').append(faults.get(fault.ordinal()));
        }
        return counts.toString();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                open.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                System.err.println("soak server: " + e);
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            boolean goesOn = true;
            while (goesOn) {
                ServerRequest request = ServerRequest.read(in);
                goesOn = request != null && answer(request, socket, out);
            }
        } catch (IOException e) {
            // The client has gone; it may.
        } finally {
            open.decrementAndGet();
        }
    }

    private boolean answer(ServerRequest request, Socket socket, OutputStream out) throws IOException {
        if (request.path().startsWith("/calm/")) {
            out.write(Answers.whole("200 OK", request.json(), ""));
        } else if (request.path().startsWith("/gather/")) {
            boolean all = gathering.join((int) request.number());
            out.write(Answers.whole(all ? "200 OK" : "409 Conflict", request.json(), ""));
        } else {
            long number = requests.getAndIncrement();
            SplittableRandom random = Draws.of(seed, number);
            if (random.nextDouble() < share(number)) {
                Fault fault = Fault.draw(random);
                faults.incrementAndGet(fault.ordinal());
                return player.play(fault, request, socket, out);
            }
            good(request, random.nextInt(GZIP_ONE_IN) == 0, out);
        }
        out.flush();
        return true;
    }

    /** Faults come in spells, too: enough of them in a row to open a breaker. */
    private double share(long number) {
        boolean spell = number % SPELL_EVERY >= SPELL_EVERY - SPELL_REQUESTS;
        return spell ? Math.min(1, SPELL_FACTOR * faultShare) : faultShare;
    }

    private static void good(ServerRequest request, boolean zip, OutputStream out) throws IOException {
        if (request.path().startsWith("/exports/")) {
            Answers.export(out);
        } else if (zip && request.gzipAccepted()) {
            out.write(Answers.whole("200 OK", Answers.gzip(request.json()), "Content-Encoding: gzip\r\n"));
        } else {
            out.write(Answers.whole("200 OK", request.json(), ""));
        }
    }
}
