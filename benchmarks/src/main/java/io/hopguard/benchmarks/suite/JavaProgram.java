package io.hopguard.benchmarks.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another Java than the one that runs this. */
final class JavaProgram {
    private static final Pattern FEATURE = Pattern.compile("\\d+");
    private static final int FIRST_THAT_WARNS = 24;

    private JavaProgram() {}

    /** Runs a main class of this class path and returns the lines that it prints. */
    static List<String> run(Path java, Class<?> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Dslf4j.internal.verbosity=ERROR"));
        command.addAll(quietly(version(java)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return lines(command);
    }

    /** The version as it calls itself. */
    static String version(Path java) throws IOException, InterruptedException {
        return lines(List.of(java.toString(), "--version")).get(0);
    }

    /** What keeps a Java of this version from warning of what others' libraries do. */
    static List<String> quietly(String version) {
        Matcher feature = FEATURE.matcher(version);
        boolean warns = feature.find() && Integer.parseInt(feature.group()) >= FIRST_THAT_WARNS;
        return warns
                ? List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")
                : List.of();
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
