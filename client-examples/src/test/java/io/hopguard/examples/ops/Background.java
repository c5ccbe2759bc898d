package io.hopguard.examples.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs beside the test, with a file for what it says. */
final class Background implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Path said;

    private Background(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    static Background start(Path said, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        return new Background(process, said);
    }

    /** Fails when it has ended, for it should not have. */
    boolean says(String words) {
        if (!process.isAlive()) {
            throw new AssertionError("it ended with " + process.exitValue() + ": " + said());
        }
        return said().contains(words);
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends this process and no other. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
