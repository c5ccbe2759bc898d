package io.hopguard.benchmarks.suite;

import io.hopguard.benchmarks.peer.PeerKind;
import io.hopguard.benchmarks.report.Facts;
import io.hopguard.benchmarks.report.PeerReport;
import io.hopguard.benchmarks.report.ResultFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The comparison with the peers as a program. */
@Command(
        name = "run.sh",
        showDefaultValues = true,
        description =
                "Measures Hopguard beside its peers: a GET and a POST by 1, 2 and 16 threads, an outage, and a crowd"
                        + " of calls. Takes at most 15 minutes; run it on a machine that does nothing else.",
        footer = {"", "Exit code: 0 when all of it ran, 1 when something failed, 2 for wrong usage."})
public final class PeersCommand implements Callable<Integer> {
    private static final int MINUTES = 14;

    @Option(
            names = "--quick",
            description =
                    "One short fork of each, in some 3 minutes: the figures are worth little, and no document gets them.")
    private boolean quick;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "The longest plan that fits into them; no round of forks begins that would end later.",
            defaultValue = "" + MINUTES)
    private int minutes;

    @Option(
            names = "--peers",
            paramLabel = "NAME",
            split = ",",
            description = "Only these, and no document gets them: ${COMPLETION-CANDIDATES}.")
    private List<PeerKind> peers = List.of(PeerKind.values());

    @Option(
            names = "--virtual-java",
            paramLabel = "FILE",
            description = "The java of a JDK 21 or newer, for what needs virtual threads; without it that is left out.")
    private @Nullable Path virtualJava;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Where the results are written to.",
            defaultValue = "benchmarks/target/peers")
    private Path results = Path.of("");

    @Option(names = "--document", paramLabel = "FILE", description = "The document whose tables are renewed.")
    private @Nullable Path document;

    @Option(
            names = "--report-only",
            description = "Measures nothing; writes the tables from the results that are there.")
    private boolean reportOnly;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this.")
    private boolean help;

    private final PrintStream err = System.err;

    PeersCommand() {}

    public static void main(String... args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        CommandLine program = new CommandLine(new PeersCommand());
        // Daemon threads of the peers may still be there.
        System.exit(program.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        Files.createDirectories(results);
        ResultFiles files = new ResultFiles(results);
        if (!reportOnly) {
            Duration limit = Duration.ofMinutes(minutes);
            boolean virtual = virtualJava != null;
            Plan plan = quick ? Plan.quick(virtual, peers) : Plan.within(limit, virtual, peers);
            err.println("plan: " + plan.forks() + " forks of JMH" + (virtual ? "" : ", no virtual threads")
                    + "; expected to take " + Clock.words(plan.expected()));
            new Suite(err, plan, virtualJava, limit, files).run(command());
        }
        String tables = PeerReport.of(files);
        System.out.println(tables);
        if (document != null) {
            renew(document, tables, Facts.read(files.facts()));
        }
        return 0;
    }

    /** The results may be of an earlier run, of which its command tells what it was. */
    private void renew(Path tablesOf, String tables, Facts facts) throws IOException {
        if (facts.isOfAll()) {
            PeerReport.renew(tablesOf, tables);
            err.println("written: " + tablesOf);
        } else {
            err.println("not written: " + tablesOf + "; these are the results of " + facts.command()
                    + ", and only a run of all clients without --quick renews it");
        }
    }

    private String command() {
        String some = peers.stream().map(PeerKind::name).collect(Collectors.joining(","));
        return "benchmarks/run.sh" + (quick ? " --quick" : minutes == MINUTES ? "" : " --minutes " + minutes)
                + (peers.size() == PeerKind.values().length ? "" : " --peers " + some);
    }
}
