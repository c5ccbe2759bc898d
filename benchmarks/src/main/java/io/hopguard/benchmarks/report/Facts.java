package io.hopguard.benchmarks.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * Where, when and how the figures came about.
 *
 * @param date the day, in UTC
 * @param machine processors, memory, system
 * @param java the version that ran all but the virtual threads
 * @param virtualJava the version that ran those, empty where none did
 * @param command what was typed
 * @param load what else wanted to run
 * @param took how long all of it took
 */
public record Facts(
        String date, String machine, String java, String virtualJava, String command, String load, String took) {
    public static Facts read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Facts(
                properties.getProperty("date", "?"),
                properties.getProperty("machine", "?"),
                properties.getProperty("java", "?"),
                properties.getProperty("virtualJava", ""),
                properties.getProperty("command", "?"),
                properties.getProperty("load", "?"),
                properties.getProperty("took", "?"));
    }

    /** Whether all clients were measured, for as long as figures for others to read need it. */
    public boolean isOfAll() {
        return !command.contains("--quick") && !command.contains("--peers");
    }

    public void write(Path file) throws IOException {
        Files.write(
                file,
                List.of(
                        "date=" + date,
                        "machine=" + machine,
                        "java=" + java,
                        "virtualJava=" + virtualJava,
                        "command=" + command,
                        "load=" + load,
                        "took=" + took));
    }
}
