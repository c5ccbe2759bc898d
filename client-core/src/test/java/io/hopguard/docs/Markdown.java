package io.hopguard.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A document of the project, as tests read it: Java blocks and tables have a name in a comment on the line before them, as in
 * {@code <!-- snippet: usage -->}.
 */
public final class Markdown {
    /** The root of the repository; tests run in the folder of their module. */
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final List<String> lines;

    private Markdown(List<String> lines) {
        this.lines = lines;
    }

    public static Markdown of(String path) {
        try {
            return new Markdown(Files.readAllLines(ROOT.resolve(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text() {
        return String.join("\n", lines);
    }

    /** Name to text; a block without a name has the name {@code line N}. */
    public Map<String, String> javaBlocks() {
        Map<String, String> blocks = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                int end = i + 1 + lines.subList(i + 1, lines.size()).indexOf("```");
                String name = i == 0 ? null : named("snippet", lines.get(i - 1));
                blocks.put(name == null ? "line " + (i + 1) : name, String.join("\n", lines.subList(i + 1, end)));
                i = end;
            }
        }
        return blocks;
    }

    /** What stands in the fenced block after the comment {@code <!-- config: name -->}. */
    public String config(String name) {
        int start = lines.indexOf("<!-- config: " + name + " -->") + 2;
        return String.join(
                "\n",
                lines.subList(start, start + lines.subList(start, lines.size()).indexOf("```")));
    }

    /** The rows of a table without its head, cells stripped of spaces and backquotes. */
    public List<List<String>> table(String name) {
        List<List<String>> rows = new ArrayList<>();
        int at = lines.indexOf("<!-- table: " + name + " -->") + 1;
        for (int i = at; i > 0 && i < lines.size() && lines.get(i).startsWith("|"); i++) {
            if (i > at + 1) {
                rows.add(cells(lines.get(i)));
            }
        }
        return rows;
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("\\|"))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
    }

    static String named(String kind, String line) {
        String start = "<!-- " + kind + ": ";
        return line.startsWith(start) && line.endsWith(" -->")
                ? line.substring(start.length(), line.length() - 4)
                : null;
    }
}
