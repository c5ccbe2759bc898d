package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.HopguardException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** An application in a process of its own, which makes a call for each line that it is told and answers what it came to. */
final class EffectProcess implements AutoCloseable {
    private static final String END = "end: ";

    private final Process process;
    private final BufferedReader answers;

    /** With a file that stands for the names that the operating system knows. */
    EffectProcess(Path hosts, Map<String, String> environment, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.ttl=0",
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EffectProcess.class.getName()));
        command.addAll(List.of(properties));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
        builder.environment().putAll(environment);
        process = builder.start();
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    public static void main(String[] properties) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HopguardAutoConfiguration.class))
                .withPropertyValues(properties)
                .run(context -> {
                    ResilientClient client = context.getBean("orders", ResilientClient.class);
                    BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                    for (String path = told.readLine(); path != null; path = told.readLine()) {
                        System.out.println(END + end(client, path));
                    }
                });
    }

    private static String end(ResilientClient client, String path) {
        try {
            return client.get(path).fetch(String.class);
        } catch (HopguardException e) {
            return e.code();
        }
    }

    /** One call: the body, or the failure's code. */
    String get(String path) throws IOException {
        process.getOutputStream().write((path + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(END)) {
                return line.substring(END.length());
            }
        }
        return "the process has ended";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
