package io.hopguard.examples.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code hopguard} program; it has no subcommands yet, so that all it does is to print its usage. */
@Command(
        name = "hopguard",
        description = "Makes HTTP calls that survive bad gateways and says which hop broke.",
        mixinStandardHelpOptions = true,
        versionProvider = HopguardCli.ManifestVersion.class)
public final class HopguardCli implements Runnable {

    public static void main(String... args) {
        System.exit(new CommandLine(new HopguardCli()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    static final class ManifestVersion implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = HopguardCli.class.getPackage().getImplementationVersion();
            return new String[] {"hopguard " + (version == null ? "(not packaged)" : version)};
        }
    }
}
