package io.hopguard.examples.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hopguard demo}. */
@Command(
        name = "demo",
        description = {
            "Lives through a bad minute of an application behind a gateway, compressed to some seconds, with the JDK's client"
                    + " and with Hopguard side by side, and compares them.",
            "Everything runs on real sockets of this machine; nothing leaves it."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int CALLS_PER_SECOND = 50;
    private static final int LEAST_SECONDS = 2;
    private static final int MOST_SECONDS = 600;

    /** As shells count it: 128 and the number of SIGINT. */
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "how long it runs (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "draws which answers are slow or cut (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "print one JSON object and nothing else to standard output")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help message and exit")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Made by picocli, which then sets the options. */
    @SuppressWarnings("NullAway.Init")
    public DemoCommand() {}

    @Override
    public Integer call() throws Exception {
        if (seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            String range = "from " + LEAST_SECONDS + " to " + MOST_SECONDS;
            throw new ParameterException(spec.commandLine(), "--seconds must be " + range + ", but is " + seconds);
        }
        PrintWriter out = spec.commandLine().getOut();
        Report report;
        StopOnSignal stop = new StopOnSignal();
        try {
            report = run(json ? spec.commandLine().getErr() : out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } finally {
            stop.close();
        }
        if (json) {
            out.println(JsonReport.of(report));
            out.flush();
        } else {
            new TextReport(report, out).print();
        }
        return 0;
    }

    private Report run(PrintWriter progressOut) throws Exception {
        Schedule schedule = Schedule.badMinute(Duration.ofSeconds(seconds));
        List<Contestant.Maker> makers =
                List.of(JdkContestant::plain, JdkContestant::naiveRetry, HopguardContestant::new);
        ProgressLine line = new ProgressLine(progressOut, Terminal.isThere());
        progressOut.printf(
                "A bad minute in %d s: each client makes %d calls a second through its own gateway.%n",
                seconds, CALLS_PER_SECOND);
        progressOut.flush();
        try (BadMinute minute = new BadMinute(schedule, seed, CALLS_PER_SECOND, makers)) {
            minute.run(line);
            List<Report.Entry> entries =
                    minute.lanes().stream().map(Report.Entry::of).toList();
            return new Report(schedule, seed, CALLS_PER_SECOND, entries);
        } finally {
            line.end();
        }
    }
}
