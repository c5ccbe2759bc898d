package io.hopguard.client.gateway;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;

/** Finds the programs that the gateway tests start. Without them the tests are skipped, or fail where they must run. */
final class Programs {
    /** When this environment variable is {@code true}, a missing program is a failure. */
    static final String REQUIRED = "HOPGUARD_REQUIRE_GATEWAYS";

    private static final String HINT =
            " On Debian: apt-get install nginx-light apache2 haproxy varnish squid caddy gunicorn python3-flask"
                    + " uwsgi-core uwsgi-plugin-python3 uvicorn, and have /usr/sbin on the PATH.";

    private static volatile boolean loadable;
    private static volatile boolean told;

    private Programs() {}

    /** Where a program is on the PATH; ends the test when it is not there. */
    static String require(String name) {
        Optional<String> found = Stream.of(
                        System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        return found.orElseGet(() -> missing(name + " is not on the PATH."));
    }

    /** Ends the test when there is no such directory, where the program of a package looks for its parts. */
    static void requireDirectory(Path directory) {
        if (!Files.isDirectory(directory)) {
            missing(directory + " is not there.");
        }
    }

    /** Ends the test when gunicorn cannot load the application, which is so where there is no Flask. */
    static void requireLoadable(String gunicorn, Path directory) {
        if (loadable) {
            return;
        }
        Path output = directory.resolve("check.log");
        ProcessBuilder check = new ProcessBuilder(List.of(gunicorn, "--check-config", GunicornProcess.APPLICATION));
        check.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            Process process = check.start();
            Await.until("gunicorn --check-config ends", () -> !process.isAlive(), () -> Texts.of(output));
            if (process.exitValue() != 0) {
                missing("gunicorn cannot load a Flask application: "
                        + Texts.of(output).strip() + ".");
            }
            loadable = true;
        } catch (IOException e) {
            missing("gunicorn cannot be started: " + e.getMessage() + ".");
        }
    }

    private static String missing(String what) {
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            return Assertions.fail(what + " The tests must run because " + REQUIRED + " is true." + HINT);
        }
        String message = "SKIPPED, no test against a real gateway: " + what + HINT;
        // Maven prints how many tests were skipped, not why.
        if (!told) {
            told = true;
            LoggerFactory.getLogger(Programs.class).warn(message);
        }
        return Assumptions.abort(message);
    }
}
