package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A signature, or one answer of it, while its lines are read. Not thread-safe. */
final class AnswerDraft {
    String title = "";
    Strength strength = Strength.PHRASE;

    @Nullable
    AnsweredBy answeredBy;

    boolean named = true;

    @Nullable
    Confidence confidence;

    String meaning = "";
    String source = "";
    final List<Condition> conditions = new ArrayList<>();
    final Set<Integer> statuses = new LinkedHashSet<>();
    final List<Cause> causes = new ArrayList<>();

    /** An answer starts with what its signature says. */
    AnswerDraft copy() {
        AnswerDraft copy = new AnswerDraft();
        copy.title = title;
        copy.strength = strength;
        copy.answeredBy = answeredBy;
        copy.named = named;
        copy.confidence = confidence;
        copy.meaning = meaning;
        copy.source = source;
        copy.conditions.addAll(conditions);
        return copy;
    }

    Answer of(Product product) {
        Confidence claimed = confidence;
        return new Answer(
                product,
                title,
                Set.copyOf(statuses),
                List.copyOf(conditions),
                strength,
                answeredBy,
                named && product.isNamed(),
                List.copyOf(causes),
                claimed == null ? strength.confidence() : claimed,
                meaning.isEmpty() ? title : meaning,
                source.isEmpty() ? String.join("; ", product.sources()) : source);
    }
}
