package io.hopguard.client.internal.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells one content of a file from the next. The real path is part of it, because Kubernetes changes a mounted secret by
 * turning a symbolic link; so is the file's key, for a file that was moved over another of the same age and size.
 */
record Stamp(Path path, @Nullable Object fileKey, @Nullable FileTime modified, long bytes) {
    static Stamp of(Path path) {
        try {
            Path real = path.toRealPath();
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return new Stamp(real, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            return new Stamp(path, null, null, -1);
        }
    }
}
