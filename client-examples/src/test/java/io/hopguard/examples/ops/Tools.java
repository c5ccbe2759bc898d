package io.hopguard.examples.ops;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Finds and runs what the tests of the alerts and the dashboard need. */
final class Tools {
    private static final String REQUIRED = "HOPGUARD_REQUIRE_GATEWAYS";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final long LOOK_MILLIS = 50;

    private Tools() {}

    /** Where a program is on the PATH. Without it the test is skipped, or fails where it must run. */
    static String require(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseGet(() -> missing(name));
    }

    private static String missing(String name) {
        String what = name + " is not on the PATH. On Debian: apt-get install prometheus";
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            return Assertions.fail(what + ". The tests must run because " + REQUIRED + " is true.");
        }
        String message = "SKIPPED, no test of the alerts and the dashboard: " + what;
        // Maven prints how many tests were skipped, not why.
        System.err.println(message);
        return Assumptions.abort(message);
    }

    /** The folder of the alerts and the dashboard. */
    static Path folder() {
        return Path.of("..", "docs", "ops").toAbsolutePath().normalize();
    }

    /** Runs a program to its end and hands out what it said; fails unless it went well. */
    static String run(Path directory, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            Assertions.fail(String.join(" ", command) + " ended with " + process.exitValue() + ":\n" + said);
        }
        return said;
    }

    /** Looks until it is true; fails with what is known when it does not become so. */
    static void await(String what, BooleanSupplier condition, Supplier<String> known) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                Assertions.fail("waited in vain until " + what + "; " + known.get());
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }
}
