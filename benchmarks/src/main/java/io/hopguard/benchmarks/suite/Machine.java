package io.hopguard.benchmarks.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What the figures hold for. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Machine() {}

    static String words() {
        return Runtime.getRuntime().availableProcessors() + " cores" + field(PROCESSORS, "model name", ", ", "")
                + field(MEMORY, "MemTotal", ", ", " of memory") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version");
    }

    /** How many threads wanted to run over the last minute, as the system tells it. */
    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String field(Path file, String name, String before, String after) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> before + line.substring(line.indexOf(':') + 1).strip() + after)
                    .orElse("");
        } catch (IOException e) {
            return ""; // not a Linux
        }
    }
}
