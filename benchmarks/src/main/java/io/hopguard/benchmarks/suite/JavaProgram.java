package io.hopguard.benchmarks.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another Java than the one that runs this. */
final class JavaProgram {
    private JavaProgram() {}

    /** Runs a main class of this class path and returns the lines that it prints. */
    static List<String> run(Path java, Class<?> program) throws IOException, InterruptedException {
        return lines(List.of(
                java.toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    }

    /** The version as it calls itself. */
    static String version(Path java) throws IOException, InterruptedException {
        return lines(List.of(java.toString(), "--version")).get(0);
    }

    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        process.getOutputStream().close();
        List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException(String.join(" ", command) + ": exit code " + exitCode);
        }
        return lines;
    }
}
