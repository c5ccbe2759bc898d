package io.hopguard.examples.spring;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, with a profile of its own. */
record Browser(String program, Path directory) {
    private static final int PATIENCE_SECONDS = 120;

    /** Where one is installed, or null where none is. */
    static @Nullable String installed() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator))
                .flatMap(directory -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    /** What a page has become after its scripts have run for four seconds of their time. */
    String show(String url) throws IOException, InterruptedException {
        Path page = directory.resolve("page.html");
        Process process = new ProcessBuilder(
                        program,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + directory.resolve("profile"),
                        "--virtual-time-budget=4000",
                        "--dump-dom",
                        url)
                .redirectOutput(page.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no page within " + PATIENCE_SECONDS + " s");
            }
            return Files.readString(page);
        } finally {
            end(process);
        }
    }

    /** It has processes of its own for pages, network and graphics. */
    private static void end(Process process) {
        List<ProcessHandle> others = process.descendants().toList();
        process.destroyForcibly();
        others.forEach(ProcessHandle::destroyForcibly);
    }
}
