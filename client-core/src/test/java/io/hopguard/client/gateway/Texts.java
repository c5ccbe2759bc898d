package io.hopguard.client.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads the text files of the fixtures. */
final class Texts {
    private Texts() {}

    /** The file's text, empty while there is no such file. */
    static String of(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole lines of a file that another process is writing: a last line without its end is not there yet. */
    static List<String> lines(Path file) {
        String text = of(file);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /** A resource of the package's own folder. */
    static String resource(String name) {
        try (InputStream in = Texts.class.getResourceAsStream("/gateway/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
