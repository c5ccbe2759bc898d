package io.hopguard.examples.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Reads one URL a line; blank lines and those that start with # are none. */
final class UrlLines {
    private UrlLines() {}

    /**
     * Makes the calls one after the other, each as soon as its line is there, until the lines or somebody's patience end.
     *
     * @return the exit code of the last call that failed
     */
    static ExitCode each(InputStream in, Function<String, ExitCode> call) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ExitCode last = ExitCode.OK;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String url = line.strip();
                if (url.isEmpty() || url.startsWith("#")) {
                    continue;
                }
                ExitCode code = call.apply(url);
                last = code == ExitCode.OK ? last : code;
                if (code == ExitCode.CANCELLED) {
                    break;
                }
            }
            return last;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
