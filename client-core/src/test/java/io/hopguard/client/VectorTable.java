package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A table of expected behaviour, and the notes on its rows that are not replayed. A note's kind is {@code applies} (held
 * by another test, which it names), {@code differs} (a decision of ours) or {@code not-applicable}.
 */
final class VectorTable {
    private static final List<String> KINDS = List.of("applies", "differs", "not-applicable");

    /** One row; its text is the row's own. */
    record Row(Map<String, String> cells) {
        String id() {
            return get("id");
        }

        String get(String column) {
            return Objects.requireNonNull(cells.get(column), () -> "no column " + column);
        }

        @Override
        public String toString() {
            return String.join(" | ", List.copyOf(cells.values()).subList(0, Math.min(5, cells.size())));
        }
    }

    private final String name;
    private final List<Row> rows;
    private final Map<String, String> kinds = new LinkedHashMap<>();

    private VectorTable(String name) {
        this.name = name;
        this.rows = rows(name + ".tsv");
        rows(name + ".notes.tsv").forEach(note -> kinds.put(note.id(), note.get("kind")));
    }

    static VectorTable of(String name) {
        return new VectorTable(name);
    }

    /** The rows without a note. */
    Stream<Row> replayed() {
        return rows.stream().filter(row -> !kinds.containsKey(row.id()));
    }

    /** What the notes say. */
    Stream<String> reasons() {
        return rows(name + ".notes.tsv").stream().map(note -> note.get("reason"));
    }

    /** So that a new row cannot be skipped without anybody noticing. */
    void assertThatEveryRowIsReplayedOrListed(Predicate<Row> readable) {
        assertThat(replayed().filter(readable.negate()))
                .as("rows of %s that nobody understands", name)
                .isEmpty();
        TreeSet<String> unknown = new TreeSet<>(kinds.keySet());
        rows.forEach(row -> unknown.remove(row.id()));
        assertThat(unknown).as("notes on rows that %s does not have", name).isEmpty();
        assertThat(KINDS).as("kinds of notes on %s", name).containsAll(kinds.values());
    }

    private static List<Row> rows(String file) {
        try (InputStream in = VectorTable.class.getResourceAsStream("/vectors/" + file)) {
            Objects.requireNonNull(in, () -> "no table " + file);
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            String[] columns = lines.get(0).split("\t", -1);
            return lines.stream().skip(1).map(line -> row(columns, line)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String[] columns, String line) {
        String[] values = line.split("\t", -1);
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            cells.put(columns[i], i < values.length ? values[i] : "");
        }
        return new Row(cells);
    }
}
