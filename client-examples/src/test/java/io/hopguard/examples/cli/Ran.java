package io.hopguard.examples.cli;

import io.hopguard.examples.doctor.Lookup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One run of the program in this process: its exit code and what it wrote. */
record Ran(int exitCode, String out, String err) {
    private static final JsonMapper MAPPER = new JsonMapper();

    static Ran program(String... args) {
        return withInput("", args);
    }

    static Ran withInput(String input, String... args) {
        return run(input, Lookup.SYSTEM, args);
    }

    /** With a resolver of its own for the steps of the doctor before the request. */
    static Ran resolving(Lookup lookup, String... args) {
        return run("", lookup, args);
    }

    private static Ran run(String input, Lookup lookup, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintWriter(err, true),
                false,
                false);
        int exitCode = HopguardCli.commandLine(terminal, lookup).execute(args);
        return new Ran(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    /** What was printed, when that is exactly one line of JSON. */
    JsonNode json() {
        List<JsonNode> lines = jsonLines();
        if (lines.size() != 1) {
            throw new AssertionError(lines.size() + " lines instead of one:\n" + out);
        }
        return lines.get(0);
    }

    List<JsonNode> jsonLines() {
        return out.lines().map(MAPPER::readTree).toList();
    }
}
