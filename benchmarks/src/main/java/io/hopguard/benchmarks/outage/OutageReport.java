package io.hopguard.benchmarks.outage;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The outage simulator as a program. */
@Command(
        name = "outage.sh",
        showDefaultValues = true,
        description =
                "Simulates outages in virtual time, with the client's real code and with the policies of others. Writes"
                        + " outage-report.md and its pictures, or prints the figures of some scenarios.",
        footer = {"", "Exit code: 0 when it is done, 2 for wrong usage."})
public final class OutageReport implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "DIRECTORY",
            description = "Where the report is written. Without it nothing is written, and the figures are printed.")
    private @Nullable Path directory;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Prints the figures of this one only; may be given again.")
    private Set<String> names = new TreeSet<>();

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Begins chance elsewhere: how far the figures are those of one seed shows with a few others.")
    private long seed = Run.SEED;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    OutageReport() {}

    public static void main(String... args) {
        // No provider is wanted; the log lines are not what is looked at.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new OutageReport());
    }

    @Override
    public Integer call() throws IOException {
        if (directory != null && !names.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--scenario: the report has all of them; leave DIRECTORY out");
        }
        if (directory != null && seed != Run.SEED) {
            throw new ParameterException(
                    spec.commandLine(), "--seed: the report is that of " + Run.SEED + "; leave DIRECTORY out");
        }
        PrintWriter progress = spec.commandLine().getErr();
        List<Act> acts = Play.of(scenarios(), Row.all(), seed, name -> {
            progress.println(name + " ...");
            progress.flush();
        });
        if (directory != null) {
            write(acts, directory);
        } else {
            PrintWriter out = spec.commandLine().getOut();
            acts.forEach(act -> out.print(act.scenario().name() + "\n\n" + act.table() + "\n"));
            out.flush();
        }
        return 0;
    }

    private List<Scenario> scenarios() {
        Set<String> known = Scenarios.all().stream().map(Scenario::name).collect(Collectors.toCollection(TreeSet::new));
        if (!known.containsAll(names)) {
            throw new ParameterException(spec.commandLine(), "--scenario: must be one of " + String.join(", ", known));
        }
        return Scenarios.all().stream()
                .filter(scenario -> names.isEmpty() || names.contains(scenario.name()))
                .toList();
    }

    private static void write(List<Act> acts, Path directory) throws IOException {
        Path pictures = Files.createDirectories(directory.resolve(ReportText.PICTURES));
        for (Act act : acts) {
            Files.writeString(pictures.resolve(act.scenario().name() + ".svg"), Picture.of(act));
        }
        Files.writeString(directory.resolve("outage-report.md"), ReportText.of(acts));
    }
}
