package io.hopguard.examples.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What of the demo can be watched from outside. */
final class WatchOptions {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = {
                "serve Hopguard's meters to Prometheus at http://127.0.0.1:PORT/metrics; 0 for any free port",
                "After the minute come a maintenance and some streams, so that their meters say something, too."
            })
    private @Nullable Integer metricsPort;

    @Option(
            names = "--stay",
            paramLabel = "DURATION",
            description = "keep serving for so long after the report, as in 30s or 10m; Ctrl-C ends it earlier")
    private @Nullable Duration stay;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description =
                    "draw what Hopguard's meters said during the run: one SVG, light or dark as its reader likes it")
    private @Nullable Path svg;

    /** Made by picocli, which then sets the options. */
    @SuppressWarnings("NullAway.Init")
    WatchOptions() {}

    @Nullable
    Integer metricsPort() {
        return metricsPort;
    }

    @Nullable
    Path svg() {
        return svg;
    }

    Duration stay() {
        return stay == null ? Duration.ZERO : stay;
    }

    /** Refuses what cannot be meant, before the run and not after it. */
    void check(CommandLine command) {
        if (metricsPort != null && (metricsPort < 0 || metricsPort > LAST_PORT)) {
            String range = "from 0 (any free port) to " + LAST_PORT;
            throw new ParameterException(command, "--metrics-port must be " + range + ", but is " + metricsPort);
        }
        if (stay != null && metricsPort == null) {
            throw new ParameterException(command, "--stay is about the metrics: give --metrics-port PORT, too");
        }
        if (svg != null) {
            SvgFile.check(svg, command);
        }
    }
}
