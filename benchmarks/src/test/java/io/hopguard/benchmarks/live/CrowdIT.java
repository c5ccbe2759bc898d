package io.hopguard.benchmarks.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.hopguard.benchmarks.peer.CrowdPeer;
import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ten thousand calls at once, on virtual threads. */
class CrowdIT {
    @BeforeAll
    static void needsVirtualThreads() {
        assumeTrue(
                VirtualThreads.exist(),
                "10,000 calls at once need virtual threads: skipped on this Java, run on 21 and later, as by mvn -Pstrict verify on 25");
    }

    @Test
    void allAreServedWithinTwiceTheIdealTimeAndLeaveNoHeapBehind() throws Exception {
        ExecutorService threads = VirtualThreads.perTask();
        try (ServerProcess server = new ServerProcess(PeerServer.class)) {
            CrowdResult result =
                    new Crowd(threads, server.url(), CrowdProgram.CALLS).run(CrowdPeer.HOPGUARD, CrowdProgram.PLACES);

            assertThat(result.failed()).isZero();
            assertThat(result.timesIdeal()).as(result.toString()).isLessThanOrEqualTo(2);
            assertThat(result.heapGrowth()).as(result.toString()).isLessThanOrEqualTo(0.05);
        } finally {
            threads.shutdownNow();
        }
    }
}
