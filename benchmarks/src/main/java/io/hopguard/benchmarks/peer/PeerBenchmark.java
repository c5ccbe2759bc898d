package io.hopguard.benchmarks.peer;

import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A GET and a POST of 73 bytes of JSON over kept loopback connections, answered by another process, by each of the peers. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
public class PeerBenchmark {
    /** The URL of a server that runs already; without it each fork starts one of its own. */
    public static final String SERVER = "peers.server";

    private static final byte[] ORDER =
            "{\"id\":42,\"customer\":\"acme\",\"items\":[1,2,3],\"total\":99.5,\"note\":\"abcdefg\"}"
                    .getBytes(StandardCharsets.US_ASCII);

    @Param
    public PeerKind peer;

    private @Nullable ServerProcess server;
    private Peer client;

    @Setup
    public void open() throws IOException {
        String url = System.getProperty(SERVER);
        if (url == null) {
            server = new ServerProcess(PeerServer.class);
            url = server.url();
        }
        client = peer.open(url);
    }

    @TearDown
    public void close() throws IOException {
        client.close();
        if (server != null) {
            server.close();
        }
    }

    @Benchmark
    public byte[] get() throws Exception {
        return client.get();
    }

    @Benchmark
    public byte[] post() throws Exception {
        return client.post(ORDER);
    }
}
