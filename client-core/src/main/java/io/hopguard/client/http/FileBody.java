package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Makes a body of a file, whose length is taken once. */
final class FileBody {
    private FileBody() {}

    static RequestBody of(Path file, @Nullable String contentType) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new InvalidRequestException("body: '" + file + "' is not a file that can be read");
        }
        try {
            return StreamBody.again(() -> Files.newInputStream(file), Files.size(file), contentType);
        } catch (IOException e) {
            throw new InvalidRequestException("body: the size of '" + file + "' cannot be read: " + e.getMessage());
        }
    }
}
