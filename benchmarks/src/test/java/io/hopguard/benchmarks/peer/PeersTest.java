package io.hopguard.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeersTest {
    private static final String ORDER =
            "{\"id\":42,\"customer\":\"acme\",\"items\":[1,2,3],\"total\":99.5,\"note\":\"abcdefg\"}";

    private static ServerProcess server;

    @BeforeAll
    static void startTheServer() throws IOException {
        server = new ServerProcess(PeerServer.class);
    }

    @AfterAll
    static void stopTheServer() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void eachPeerGetsAndPostsOverOneKeptConnection(PeerKind kind) throws Exception {
        long before = server.counts().get("accepted");
        try (Peer peer = kind.open(server.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(peer.get()).asString(StandardCharsets.US_ASCII).isEqualTo(ORDER);
                assertThat(peer.post(ORDER.getBytes(StandardCharsets.US_ASCII)))
                        .asString(StandardCharsets.US_ASCII)
                        .isEqualTo(ORDER);
            }
        }
        assertThat(server.counts().get("accepted") - before).isEqualTo(1);
    }

    @Test
    void theBenchmarkRunsWithAServerOfItsOwn() throws Exception {
        PeerBenchmark benchmark = new PeerBenchmark();
        benchmark.peer = PeerKind.HOPGUARD;
        benchmark.open();
        try {
            assertThat(benchmark.get()).isEqualTo(benchmark.post()).hasSize(73);
        } finally {
            benchmark.close();
        }
    }
}
