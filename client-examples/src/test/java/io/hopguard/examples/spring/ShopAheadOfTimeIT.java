package io.hopguard.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar of the shop, started from the code that was written ahead of time. */
class ShopAheadOfTimeIT {
    private static final Pattern READY = Pattern.compile("Tomcat started on port (\\d+)");

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-shop.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the jar of the shop was not built"));
        }
    }

    /** All that it says until it is ready, and the port. */
    private static int awaitReadiness(BufferedReader output, List<String> said) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new AssertionError("it ended: " + said);
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("it ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @Timeout(60)
    void itHandsOutOrders() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dspring.aot.enabled=true",
                        "-jar",
                        jar().toString(),
                        "--server.port=0",
                        "--shop.nginx=false")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            List<String> said = new ArrayList<>();
            Shop shop = new Shop(awaitReadiness(output, said), HttpClient.newHttpClient());

            HttpResponse<String> answer = shop.get("/orders/7");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"customer\":\"customer 7\"");
            assertThat(shop.target().at("/breaker/state").asString())
                    .as("what the actuator tells")
                    .isEqualTo("CLOSED");
            assertThat(said).anyMatch(line -> line.contains("AOT-processed ShopApplication"));
        } finally {
            end(process);
        }
    }

    @Test
    void nothingOfItIsInTheProgram() throws IOException {
        try (JarFile program = new JarFile("target/hopguard.jar")) {
            assertThat(program.stream().map(JarEntry::getName))
                    .contains("io/hopguard/examples/cli/HopguardCli.class", "io/hopguard/client/ResilientClient.class")
                    .noneMatch(name -> name.contains("__"))
                    .noneMatch(name -> name.startsWith("io/hopguard/spring/")
                            || name.startsWith("io/hopguard/examples/spring/")
                            || name.startsWith("org/springframework/")
                            || name.startsWith("META-INF/spring/"));
        }
    }
}
