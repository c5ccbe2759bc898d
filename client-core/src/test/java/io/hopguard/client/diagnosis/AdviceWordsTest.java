package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Advice tells somebody to do something: a bare quote or the name of a setting leaves open what. */
class AdviceWordsTest {
    private static final Set<String> VERBS = Set.of(
            "ask",
            "check",
            "compare",
            "give",
            "let",
            "look",
            "make",
            "raise",
            "read",
            "resolve",
            "run",
            "search",
            "see",
            "translate",
            "wait");

    @Test
    void everyAdviceOfEveryProductBeginsWithWhatToDo() {
        List<String> mute = new ArrayList<>();
        for (Product product : Diagnoser.standard().knowledge().products()) {
            List<String> lines = new ArrayList<>(product.look());
            lines.addAll(product.advice().values());
            lines.stream()
                    .filter(line -> !VERBS.contains(line.split(" ", 2)[0]))
                    .map(line -> product.name() + ": " + line)
                    .forEach(mute::add);
        }
        assertThat(mute).isEmpty();
    }
}
