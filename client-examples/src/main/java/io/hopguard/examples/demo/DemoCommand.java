package io.hopguard.examples.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private WatchOptions options;

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
        options.check(spec.commandLine());
        StopOnSignal stop = new StopOnSignal();
        try {
            run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        } finally {
            stop.close();
        }
        return 0;
    }

    private void run() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = json ? spec.commandLine().getErr() : out;
        Schedule schedule = Schedule.badMinute(Duration.ofSeconds(seconds));
        try (Watch watch = open(progress);
                BadMinute minute = new BadMinute(schedule, seed, CALLS_PER_SECOND, makers(watch))) {
            progress.printf(
                    "A bad minute in %d s: each client makes %d calls a second through its own gateway.%n",
                    seconds, CALLS_PER_SECOND);
            progress.flush();
            live(watch, minute, new ProgressLine(progress, Terminal.isThere()));
            List<Report.Entry> entries =
                    minute.lanes().stream().map(Report.Entry::of).toList();
            print(new Report(schedule, seed, CALLS_PER_SECOND, entries), out);
            watch.end(schedule);
            watch.goOn(minute.lanes());
        }
    }

    private static List<Contestant.Maker> makers(Watch watch) {
        return List.of(JdkContestant::plain, JdkContestant::naiveRetry, watch::contestant);
    }

    private Watch open(PrintWriter out) throws IOException {
        try {
            return Watch.open(options, out);
        } catch (BindException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--metrics-port " + options.metricsPort() + " cannot be had (" + e.getMessage()
                            + "); give another, or 0 for any free port",
                    e);
        }
    }

    private static void live(Watch watch, BadMinute minute, ProgressLine line) throws Exception {
        try {
            minute.run((elapsedNanos, phase, lanes) -> {
                watch.at(elapsedNanos);
                line.at(elapsedNanos, phase, lanes);
            });
        } finally {
            line.end();
        }
    }

    private void print(Report report, PrintWriter out) {
        if (json) {
            out.println(JsonReport.of(report));
            out.flush();
        } else {
            new TextReport(report, out).print();
        }
    }
}
