package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A table of expected behaviour, and the notes on its rows that are not replayed. A note's kind is {@code applies} (held
 * by another test, which it names), {@code differs} (a decision of ours) or {@code not-applicable}.
 */
final class VectorTable {
    private static final Pattern HELD_BY = Pattern.compile("(?:held|and) by (\\w+(?:\\.\\w+)*)\\.(\\w+)");
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

    /** So that a new row cannot be skipped without anybody noticing. */
    void assertThatEveryRowIsReplayedOrListed(Predicate<Row> readable) {
        assertThat(replayed().filter(readable.negate()))
                .as("rows of %s that nobody understands", name)
                .isEmpty();
        TreeSet<String> unknown = new TreeSet<>(kinds.keySet());
        rows.forEach(row -> unknown.remove(row.id()));
        assertThat(unknown).as("notes on rows that %s does not have", name).isEmpty();
        assertThat(KINDS).as("kinds of notes on %s", name).containsAll(kinds.values());
        rows(name + ".notes.tsv").forEach(note -> assertThatItsTestsExist(note.get("reason")));
    }

    private static void assertThatItsTestsExist(String reason) {
        HELD_BY.matcher(reason).results().forEach(held -> {
            String type = "io.hopguard.client." + held.group(1);
            assertThatCode(() -> assertThat(Class.forName(type).getDeclaredMethods())
                            .filteredOn(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                            .extracting(Method::getName)
                            .contains(held.group(2)))
                    .as("the test in: %s", reason)
                    .doesNotThrowAnyException();
        });
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
