package io.hopguard.benchmarks.outage.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table of what others do, by their own tests and documents, and the reasons why some rows are about nothing here. */
final class PeerTable {
    /** One row. */
    record Row(Map<String, String> cells) {
        String get(String column) {
            return Objects.requireNonNull(cells.get(column), () -> "no column " + column);
        }

        String id() {
            return get("id");
        }

        @Override
        public String toString() {
            return String.join(" | ", List.copyOf(cells.values()).subList(0, Math.min(5, cells.size())));
        }
    }

    private final List<Row> rows;
    private final Map<String, String> reasons;

    private PeerTable(List<Row> rows, Map<String, String> reasons) {
        this.rows = rows;
        this.reasons = reasons;
    }

    static PeerTable of(String name) {
        Map<String, String> reasons = new LinkedHashMap<>();
        rows(name + ".notes.tsv").forEach(note -> reasons.put(note.id(), note.get("reason")));
        return new PeerTable(rows(name + ".tsv"), reasons);
    }

    /** The rows that are about something here. */
    Stream<Row> replayed() {
        return rows.stream().filter(row -> !reasons.containsKey(row.id()));
    }

    /** The same by their sequence, in order. */
    Map<String, List<Row>> sequences() {
        return replayed()
                .collect(Collectors.groupingBy(row -> row.get("sequence"), LinkedHashMap::new, Collectors.toList()));
    }

    /** So that no row is left out without anybody noticing. */
    void assertThatNotesAreAboutItsRows() {
        Set<String> unknown = new HashSet<>(reasons.keySet());
        rows.forEach(row -> unknown.remove(row.id()));
        assertThat(unknown).as("notes on rows that do not exist").isEmpty();
        assertThat(reasons.values()).as("reasons").noneMatch(String::isBlank);
    }

    /** The number in the only group of a pattern, or another one where it does not occur. */
    static double number(String text, String pattern, double otherwise) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? Double.parseDouble(matcher.group(1).replace(",", "")) : otherwise;
    }

    private static List<Row> rows(String file) {
        try (InputStream in = PeerTable.class.getResourceAsStream("/vectors/" + file)) {
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
