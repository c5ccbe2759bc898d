package io.hopguard.benchmarks.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the figures hold for. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final double KIBI = 1_024;

    private Machine() {}

    static String words() {
        return Runtime.getRuntime().availableProcessors() + " cores"
                + field(PROCESSORS, "model name").map(name -> ", " + name).orElse("") + memory() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    /** How many threads wanted to run over the last minute, as the system tells it. */
    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String memory() {
        return field(MEMORY, "MemTotal")
                .map(kibibytes -> Math.round(Long.parseLong(kibibytes.split(" ")[0]) / KIBI / KIBI))
                .map(gibibytes -> ", " + gibibytes + " GiB of memory")
                .orElse("");
    }

    private static Optional<String> field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // not a Linux
        }
    }
}
