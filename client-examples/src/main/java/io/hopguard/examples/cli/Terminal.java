package io.hopguard.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the program reads and writes. What was asked for goes to {@code out} as bytes, so that a body arrives unchanged
 * whatever the locale is; what is told about it goes to {@code err}.
 */
record Terminal(InputStream in, OutputStream out, PrintWriter err, boolean interactive, boolean coloured) {
    enum Colour {
        RED("\u001b[31m"),
        GREEN("\u001b[32m"),
        YELLOW("\u001b[33m"),
        DIM("\u001b[2m");

        private static final String OFF = "\u001b[0m";

        private final String on;

        Colour(String on) {
            this.on = on;
        }
    }

    /** Unlike {@code System.out}, this one says when nobody reads any more. */
    static Terminal ofProcess() {
        boolean interactive = Interactivity.isTerminal();
        return new Terminal(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(System.err, true),
                interactive,
                interactive && Interactivity.allowsColour());
    }

    void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a screen, what comes next starts on a line of its own; anywhere else the body stays as it is. */
    void writeBody(byte[] body) {
        write(body);
        if (interactive && body.length > 0 && body[body.length - 1] != '\n') {
            err.println();
        }
    }

    void tell(Colour colour, String line) {
        String shown = printable(line);
        err.println(coloured ? colour.on + shown + Colour.OFF : shown);
        err.flush();
    }

    /** A line on standard output, in a colour or, with null, as it is. */
    void print(@Nullable Colour colour, String line) {
        String shown = printable(line);
        String text = coloured && colour != null ? colour.on + shown + Colour.OFF : shown;
        write((text + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    }

    PrintWriter outWriter() {
        return new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true);
    }

    /** A peer's words must not steer the terminal, be it by the C1 set (U+0080 to U+009F) that some still obey. */
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}&&[^\\n]]", "?");
    }
}
