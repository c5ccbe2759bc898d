package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes docs/diagnosis.md from the products' files. */
final class Catalogue {
    private static final String HEAD = """
            # What the diagnosis knows

            Generated from the files in `client-core/src/main/resources/io/hopguard/client/diagnosis/products`; change those, not this page.

            A diagnosis rests, in this order, on what this process saw for itself, on `Proxy-Status` (RFC 9209), on a product's own
            machine-readable fields, on the text of its own pages, on words that are its own, on `Server` alone, and at last on the
            status. A mark's strength is the word behind its title: `field` makes a diagnosis certain, `page` and `phrase` likely,
            `server` and `guess` possible, unless an answer says otherwise. Several causes mean that the same answer stands for each of
            them; the first is the most frequent. What to do about each cause is in [the runbook](runbook-502.md#causes).

            ## A file of your own

            `Diagnoser.standard().with(name, text)` adds a product. Each line is a keyword and what it says; `#` begins a comment, and
            `*` stands for any text.

            | line | meaning |
            |---|---|
            | `product NAME` | the first line; lower-case letters, digits and `-` |
            | `role ROLE, ROLE` | cdn, gateway, llm gateway, forward proxy, origin server, origin framework |
            | `source TEXT` | where this is known from |
            | `hop FIELD: VALUE` | a header field that shows that an answer passed the product |
            | `timeout SECONDS: SETTINGS` | a default, named as evidence for a failure after that time |
            | `look TEXT` | where to look first |
            | `advice CAUSE: TEXT` | what to do about a cause |
            | `signature TITLE` | begins a kind of answer; the following conditions hold for all of its answers |
            | `strength field`, `page`, `phrase`, `server` or `guess` | what kind of mark it is |
            | `body TEXT` | the whole body, white space reduced to single spaces; nothing behind it means an empty body |
            | `title TEXT`, `reason TEXT` | the page's title, the reason phrase |
            | `field NAME: VALUE`, `without NAME` | a header field without regard to case, or its absence |
            | `spelled NAME` | a header field with exactly these letters |
            | `words A, B` | one of these anywhere in the body, without regard to case |
            | `elapsed under 50 ms`, `elapsed over 900 ms` | how long it took |
            | `answer STATUS STATUS: CAUSE, CAUSE` | a rule; `5xx` is a class, `{status}` in a text is the status at hand |
            | `by`, `unnamed`, `confidence`, `meaning`, `source` | who made it, that the product is not named, how sure, what it says |
            """;

    private Catalogue() {}

    static String of(Knowledge knowledge) {
        StringBuilder out = new StringBuilder(HEAD);
        for (Product product : knowledge.products()) {
            out.append("\n## ")
                    .append(product.isNamed() ? product.name() : "Any answer")
                    .append("\n\n");
            add(out, "Role", product.roles().stream().map(Role::word).toList());
            add(out, "Source", product.sources());
            add(
                    out,
                    "Shows as a hop by",
                    product.hops().stream().map(Catalogue::shown).toList());
            add(out, "Look first", product.look());
            addAnswers(out, product);
            product.advice()
                    .forEach((cause, text) -> out.append("* ")
                            .append(cause)
                            .append(": ")
                            .append(text)
                            .append('\n'));
        }
        return out.toString();
    }

    private static void add(StringBuilder out, String title, List<String> values) {
        if (!values.isEmpty()) {
            out.append("**")
                    .append(title)
                    .append("**: ")
                    .append(String.join("; ", values))
                    .append("\n\n");
        }
    }

    private static void addAnswers(StringBuilder out, Product product) {
        Map<String, List<Answer>> bySignature = new LinkedHashMap<>();
        for (Answer answer : product.answers()) {
            bySignature
                    .computeIfAbsent(answer.title(), key -> new ArrayList<>())
                    .add(answer);
        }
        bySignature.forEach((title, answers) -> {
            out.append("### ")
                    .append(title)
                    .append(" (")
                    .append(word(answers.get(0).strength()))
                    .append(")\n\n");
            out.append("| status | marks | answered by | causes | confidence |\n|---|---|---|---|---|\n");
            answers.forEach(answer -> out.append(row(answer)));
            out.append('\n');
        });
    }

    private static String row(Answer answer) {
        AnsweredBy by = answer.answeredBy();
        String who = word(by == null ? answer.product().role().answeredBy() : by);
        String marks = answer.conditions().stream().map(Catalogue::shown).collect(Collectors.joining("<br>"));
        String causes = answer.causes().stream().map(Cause::name).collect(Collectors.joining(", "));
        return "| " + String.join(" | ", statuses(answer.statuses()), marks, who, causes, word(answer.confidence()))
                + " |\n";
    }

    private static String statuses(Set<Integer> statuses) {
        List<String> shown = new ArrayList<>();
        Set<Integer> left = new TreeSet<>(statuses);
        for (int hundred = 1; hundred <= 9; hundred++) {
            int first = 100 * hundred;
            if (left.contains(first) && left.contains(first + 99)) {
                left.removeIf(status -> status / 100 == first / 100);
                shown.add(hundred + "xx");
            }
        }
        left.forEach(status -> shown.add(String.valueOf(status)));
        return String.join(" ", shown);
    }

    private static String shown(Condition condition) {
        if (condition instanceof Condition.FieldFits field) {
            return code(field.name() + ": " + field.value().source());
        } else if (condition instanceof Condition.NoField field) {
            return "no " + code(field.name());
        } else if (condition instanceof Condition.Spelled field) {
            return "spelled " + code(field.name());
        } else if (condition instanceof Condition.Body body) {
            return body.text().source().isEmpty()
                    ? "empty body"
                    : "body " + code(body.text().source());
        } else if (condition instanceof Condition.Title title) {
            return "title " + code(title.text().source());
        } else if (condition instanceof Condition.Reason reason) {
            return reason.phrase().source().isEmpty()
                    ? "no reason phrase"
                    : "reason " + code(reason.phrase().source());
        } else if (condition instanceof Condition.Words words) {
            return "one of " + code(String.join(", ", words.words()));
        }
        Condition.Elapsed elapsed = (Condition.Elapsed) condition;
        return (elapsed.under() ? "under " : "over ") + elapsed.nanos() / 1_000_000 + " ms";
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
