package io.hopguard.benchmarks.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The soak as a program. */
@Command(
        name = "soak.sh",
        showDefaultValues = true,
        description = "Makes many calls against a server that fails on purpose, in a process of its own, and looks"
                + " for whatever the client did not give back.",
        footer = {"", "Exit code: 0 when every promise was kept, 1 when one was broken, 2 for wrong usage."})
public final class SoakCommand implements Callable<Integer> {
    /** Set by whoever knows that standard error is one; Java itself cannot tell. */
    private static final String TERMINAL = "soak.terminal";

    @Option(names = "--calls", paramLabel = "N", description = "Calls after the warm-up.", defaultValue = "1000000")
    private long calls;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that call.", defaultValue = "64")
    private int threads;

    @Option(
            names = "--fault-share",
            paramLabel = "SHARE",
            description = "Share of the answers that are faults, from 0 to 0.5.",
            defaultValue = "0.05")
    private double faultShare;

    @Option(names = "--seed", paramLabel = "N", description = "What chance begins with.", defaultValue = "1")
    private long seed;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures there, too.")
    private @Nullable Path report;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    SoakCommand() {}

    public static void main(String... args) {
        // No provider is wanted; the log lines are not what is looked at.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SoakCommand());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        require(calls >= 1, "--calls", "at least 1");
        require(threads >= 1 && threads <= 1_000, "--threads", "1 to 1000");
        require(faultShare >= 0 && faultShare <= 0.5, "--fault-share", "0 to 0.5");
        SoakPlan plan = new SoakPlan(calls, threads, faultShare, seed);
        PrintStream err = System.err;
        try (Progress progress = new Progress(err, Boolean.getBoolean(TERMINAL))) {
            Soak.Result result = new Soak(plan, progress).run();
            List<Promise> promises = Promise.of(result.findings(), plan);
            String text = Report.of(plan, result, promises);
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            if (report != null) {
                Files.writeString(report, text);
            }
            boolean broken = promises.stream().anyMatch(promise -> promise.verdict() == Promise.Verdict.BROKEN);
            return broken ? 1 : 0;
        }
    }

    private void require(boolean holds, String option, String wanted) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), option + ": must be " + wanted);
        }
    }
}
