package io.hopguard.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The server that all peers are measured against: one thread and a selector, so that 10,000 connections cost it no 10,000
 * threads. Below {@code /slow/} it answers after {@link EventLoop#SLOW_MILLIS}, below {@code /down/} with a gateway's 502;
 * anything else gets the same JSON. Run by {@link ServerProcess}.
 */
public final class PeerServer {
    private PeerServer() {}

    public static void main(String... args) throws IOException {
        EventLoop loop = new EventLoop();
        Thread thread = new Thread(loop, "peer-server");
        thread.setDaemon(true);
        thread.start();
        System.out.println(loop.port());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (in.readLine() != null) {
            System.out.println(loop.counts());
        }
        System.exit(0);
    }
}
