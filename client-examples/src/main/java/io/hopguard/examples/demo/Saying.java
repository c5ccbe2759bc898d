package io.hopguard.examples.demo;

import io.hopguard.examples.demo.Outcome.Failure;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Exceptions that said the same.
 *
 * @param type their class
 * @param story what they said, without the figures that differ from call to call
 * @param count how many there were
 * @param example one of them, in full
 */
record Saying(String type, String story, int count, String example) {
    private static final Pattern TIME = Pattern.compile("\\d+(?:\\.\\d+)? m?s\\b");
    private static final Pattern BUDGET = Pattern.compile("\\d+/\\d+");

    /** Not the statuses, nor the numbers of attempts: they are the story. */
    private static final Pattern NUMBER = Pattern.compile("(?<!status )(?<!answered )(?<!\\d: )\\b\\d{2,}\\b");

    /** Groups them, the most frequent first. */
    static List<Saying> grouped(List<Failure> failures) {
        Map<List<String>, Saying> groups = new LinkedHashMap<>();
        for (Failure failure : failures) {
            String story = normalised(failure.message());
            groups.merge(
                    List.of(failure.type(), story),
                    new Saying(failure.type(), story, 1, failure.message()),
                    (known, more) -> new Saying(known.type, known.story, known.count + 1, known.example));
        }
        return groups.values().stream()
                .sorted(Comparator.comparingInt(Saying::count).reversed())
                .toList();
    }

    private static String normalised(String message) {
        String timeless = TIME.matcher(message).replaceAll("_ ms");
        return NUMBER.matcher(BUDGET.matcher(timeless).replaceAll("_/_")).replaceAll("_");
    }
}
