package io.hopguard.benchmarks.peer;

import java.io.IOException;

/** A client that gets and posts JSON over kept connections and reads the answer as bytes. Thread-safe. */
public interface Peer extends AutoCloseable {
    /** Where all of them send both requests, below the URL that they are opened with. */
    String PATH = "/orders/42";

    /** Connections that a peer may keep, where its own default is fewer than the benchmarks' threads. */
    int CONNECTIONS = 64;

    String JSON = "application/json";

    byte[] get() throws Exception;

    byte[] post(byte[] json) throws Exception;

    @Override
    void close() throws IOException;
}
