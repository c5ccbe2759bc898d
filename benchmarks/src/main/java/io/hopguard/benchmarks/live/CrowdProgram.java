package io.hopguard.benchmarks.live;

import io.hopguard.benchmarks.peer.CrowdPeer;
import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.util.concurrent.ExecutorService;

/** Prints a {@link CrowdResult} a line; a program of its own because it needs a Java that has virtual threads. */
public final class CrowdProgram {
    static final int CALLS = 10_000;
    static final int PLACES = 1_000;

    private CrowdProgram() {}

    public static void main(String... args) throws IOException {
        ExecutorService threads = VirtualThreads.perTask();
        try (ServerProcess server = new ServerProcess(PeerServer.class)) {
            Crowd crowd = new Crowd(threads, server.url(), CALLS);
            for (int places : new int[] {PLACES, CALLS}) {
                for (CrowdPeer peer : CrowdPeer.values()) {
                    System.out.println(crowd.run(peer, places).line());
                }
            }
        } finally {
            threads.shutdown();
        }
    }
}
