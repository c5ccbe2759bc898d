package io.hopguard.benchmarks.suite;

import io.hopguard.benchmarks.live.CrowdProgram;
import io.hopguard.benchmarks.live.OutageCount;
import io.hopguard.benchmarks.live.OutageRow;
import io.hopguard.benchmarks.peer.PeerKind;
import io.hopguard.benchmarks.report.Facts;
import io.hopguard.benchmarks.report.ResultFiles;
import io.hopguard.benchmarks.server.PeerServer;
import io.hopguard.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/** The outage, the crowd, and all rounds of forks, one after the other. */
final class Suite {
    private final PrintStream err;
    private final Plan plan;
    private final @Nullable Path virtualJava;
    private final Clock clock;
    private final ResultFiles files;

    Suite(PrintStream err, Plan plan, @Nullable Path virtualJava, Duration limit, ResultFiles files) {
        this.err = err;
        this.plan = plan;
        this.virtualJava = virtualJava;
        this.clock = new Clock(limit);
        this.files = files;
    }

    void run(String command) throws IOException, InterruptedException, RunnerException {
        String load = Machine.load();
        say("1 of 3, outage: some " + plan.outageExpected().toSeconds() + " s");
        Files.write(
                files.outage(),
                new OutageCount(plan.outageCalls(), Plan.OUTAGE_PER_SECOND)
                        .run(plan.peers()).stream().map(OutageRow::line).toList());
        Files.write(files.crowd(), crowd());
        forks();
        new Facts(
                        LocalDate.now(ZoneOffset.UTC).toString(),
                        Machine.words(),
                        System.getProperty("java.vm.version"),
                        virtualJava == null ? "" : JavaProgram.version(virtualJava),
                        command,
                        load + " at the beginning, " + Machine.load() + " at the end",
                        clock.words())
                .write(files.facts());
    }

    private List<String> crowd() throws IOException, InterruptedException {
        if (virtualJava == null || !plan.crowd()) {
            return List.of();
        }
        say("2 of 3, crowd: some " + plan.crowdExpected().toSeconds() + " s");
        return JavaProgram.run(virtualJava, CrowdProgram.class);
    }

    private void forks() throws IOException, InterruptedException, RunnerException {
        try (ServerProcess server = new ServerProcess(PeerServer.class)) {
            Forks forks = new Forks(plan.lengths(), server.url(), virtualJava);
            forks.runGuards();
            int done = 0;
            for (Mode mode : plan.rounds()) {
                if (!clock.hasRoomFor(plan.peers().size())) {
                    say("no time is left for: " + mode.words());
                    continue;
                }
                for (PeerKind peer : plan.peers()) {
                    say(String.format(
                            "3 of 3, fork %d of %d, %s: %s, %s",
                            ++done, plan.forks(), clock.words(), mode.words(), peer.label()));
                    clock.began();
                    forks.run(mode, peer);
                    clock.ended();
                }
                forks.write(files.jmh());
            }
        }
    }

    private void say(String line) {
        err.println(line);
    }
}
