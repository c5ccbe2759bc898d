package io.hopguard.examples.cli;

import io.hopguard.examples.demo.DemoCommand;
import io.hopguard.examples.doctor.Lookup;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** The {@code hopguard} program. */
@Command(
        name = "hopguard",
        description = "Makes HTTP calls that survive bad gateways and says which hop broke.",
        mixinStandardHelpOptions = true,
        versionProvider = HopguardCli.ManifestVersion.class)
public final class HopguardCli {
    HopguardCli() {}

    public static void main(String... args) {
        System.exit(commandLine(Terminal.ofProcess()).execute(args));
    }

    /** The program with all its subcommands, talking to a terminal. */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, Lookup.SYSTEM);
    }

    static CommandLine commandLine(Terminal terminal, Lookup lookup) {
        Ansi ansi = terminal.coloured() ? Ansi.AUTO : Ansi.OFF;
        return new CommandLine(new HopguardCli())
                .addSubcommand(new DemoCommand())
                .addSubcommand(new GetCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal, lookup))
                .registerConverter(Duration.class, new Durations())
                // "-d @FILE" is ours; picocli would put the file's words in place of it.
                .setExpandAtFiles(false)
                .setOut(terminal.outWriter())
                .setErr(terminal.err())
                .setColorScheme(Help.defaultColorScheme(ansi))
                .setParameterExceptionHandler(new UsageErrors())
                .setExecutionExceptionHandler(new UnforeseenErrors(terminal));
    }

    static final class ManifestVersion implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = HopguardCli.class.getPackage().getImplementationVersion();
            return new String[] {"hopguard " + (version == null ? "(not packaged)" : version)};
        }
    }
}
