package io.hopguard.examples.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What came of one TCP connect.
 *
 * @param address where to
 * @param ending how it ended
 * @param nanos how long it took, in nanoseconds
 */
record Dial(InetAddress address, Ending ending, long nanos) {
    enum Ending {
        CONNECTED("connected"),
        REFUSED("refused"),
        TIMED_OUT("no answer"),
        UNREACHABLE("unreachable"),
        FAILED("failed");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    boolean connected() {
        return ending == Ending.CONNECTED;
    }

    String words() {
        return address.getHostAddress() + ": " + ending.words() + ", " + Words.time(nanos);
    }

    /** Connects to each of them, side by side. */
    static List<Dial> all(List<InetAddress> addresses, int port, long limitNanos) throws InterruptedException {
        int limitMillis = (int) Math.max(1, limitNanos / 1_000_000);
        List<Callable<Dial>> tasks = new ArrayList<>();
        addresses.forEach(address -> tasks.add(() -> one(address, port, limitMillis)));
        List<@Nullable Dial> results = Bounded.all(tasks, limitNanos + limitNanos / 4);
        List<Dial> dials = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            Dial dial = results.get(i);
            dials.add(dial != null ? dial : new Dial(addresses.get(i), Ending.TIMED_OUT, limitNanos));
        }
        return dials;
    }

    private static Dial one(InetAddress address, int port, int limitMillis) {
        long start = System.nanoTime();
        Ending ending = Ending.CONNECTED;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), limitMillis);
        } catch (SocketTimeoutException e) {
            ending = Ending.TIMED_OUT;
        } catch (IOException e) {
            ending = of(e);
        }
        return new Dial(address, ending, System.nanoTime() - start);
    }

    /** The JDK has one type for several endings, so the system's own words decide. */
    private static Ending of(IOException e) {
        String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (e instanceof NoRouteToHostException || words.contains("unreachable") || words.contains("no route")) {
            return Ending.UNREACHABLE;
        }
        if (words.contains("timed out")) {
            return Ending.TIMED_OUT;
        }
        return e instanceof ConnectException && words.contains("refused") ? Ending.REFUSED : Ending.FAILED;
    }
}
