package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left where nginx does not start. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell script")
class NginxTest {
    @TempDir
    private Path directory;

    /** In place of nginx: tells its number and never listens. */
    private String deafProgram() throws IOException {
        Path program = directory.resolve("nginx");
        Files.writeString(
                program, "#!/bin/sh\necho $$ > '%1$s.new'; mv '%1$s.new' '%1$s'\nexec sleep 600\n".formatted(told()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    private Path told() {
        return directory.resolve("number");
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, FreePorts.loopback())) {
            return closed.getLocalPort();
        }
    }

    @Test
    void oneWhoseStartWasInterruptedIsEnded() throws Exception {
        String program = deafProgram();
        int port = unusedPort();
        CompletableFuture<Object> became = new CompletableFuture<>();
        Thread starting = new Thread(() -> {
            try {
                became.complete(Nginx.start(program, port, port));
            } catch (IOException | InterruptedException e) {
                became.complete(e);
            }
        });
        starting.start();
        Shop.await("process", () -> Files.exists(told()));
        ProcessHandle process = ProcessHandle.of(
                        Long.parseLong(Files.readString(told()).trim()))
                .orElseThrow();

        starting.interrupt();

        assertThat(became.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(process.isAlive()).isFalse();
    }
}
