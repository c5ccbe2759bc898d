package io.hopguard.examples.cli;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Makes a request's body of what -d says. */
final class Payload {
    static final String STDIN = "@-";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MOST_FROM_STDIN = 64 * 1024 * 1024;

    private Payload() {}

    static RequestBody of(String data, InputStream stdin) {
        if (data.equals(STDIN)) {
            return RequestBody.bytes(read(stdin), FORM);
        }
        return data.startsWith("@")
                ? RequestBody.file(path(data.substring(1)), FORM)
                : RequestBody.bytes(data.getBytes(StandardCharsets.UTF_8), FORM);
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new InvalidRequestException("-d: '" + file + "' is not the name of a file: " + e.getReason());
        }
    }

    /** Into memory, because what is read once cannot be sent twice. */
    private static byte[] read(InputStream stdin) {
        try {
            byte[] bytes = stdin.readNBytes(MOST_FROM_STDIN + 1);
            if (bytes.length > MOST_FROM_STDIN) {
                throw new InvalidRequestException(
                        "-d @-: standard input has more than 64 MiB; put it into a file and give -d @FILE");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
