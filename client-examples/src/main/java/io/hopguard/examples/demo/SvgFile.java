package io.hopguard.examples.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where the picture goes. */
final class SvgFile {
    private SvgFile() {}

    /** Refuses a place where no file can be, while nothing has been run yet. */
    static void check(Path file, CommandLine command) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new ParameterException(command, "--svg: there is no directory " + directory);
        }
        boolean writable = Files.exists(file) ? Files.isWritable(file) : Files.isWritable(directory);
        if (Files.isDirectory(file) || !writable) {
            throw new ParameterException(command, "--svg: " + file + " cannot be written");
        }
    }
}
