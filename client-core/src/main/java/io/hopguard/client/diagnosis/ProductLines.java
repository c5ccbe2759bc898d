package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** What the keywords of a product's file mean. */
final class ProductLines {
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 999;

    void ofProduct(Product product, String keyword, String rest) {
        switch (keyword) {
            case "role" -> ProductReader.each(rest, word -> product.roles().add(role(word)));
            case "source" -> product.sources().add(rest);
            case "hop" -> product.hops().add(field(rest));
            case "timeout" -> timeout(product, rest);
            case "look" -> product.look().add(rest);
            case "advice" -> {
                int colon = colon(rest, "advice CAUSE: TEXT");
                product.advice()
                        .put(
                                cause(rest.substring(0, colon)),
                                rest.substring(colon + 1).strip());
            }
            default ->
                throw new IllegalArgumentException("unknown keyword " + keyword
                        + "; known before the first signature: role, source, hop, timeout, look, advice");
        }
    }

    void ofAnswer(AnswerDraft draft, String keyword, String rest) {
        switch (keyword) {
            case "strength" -> draft.strength = constant(Strength.values(), rest);
            case "by" -> draft.answeredBy = constant(AnsweredBy.values(), rest);
            case "confidence" -> draft.confidence = constant(Confidence.values(), rest);
            case "unnamed" -> draft.named = false;
            case "meaning" -> draft.meaning = rest;
            case "source" -> draft.source = rest;
            default -> draft.conditions.add(condition(keyword, rest));
        }
    }

    private static Condition condition(String keyword, String rest) {
        require(
                !rest.isEmpty() || keyword.equals("body") || keyword.equals("reason"),
                "there is nothing behind " + keyword);
        return switch (keyword) {
            case "body" -> new Condition.Body(Glob.of(rest));
            case "title" -> new Condition.Title(Glob.of(rest));
            case "reason" -> new Condition.Reason(Glob.of(rest));
            case "field" -> field(rest);
            case "without" -> new Condition.NoField(rest);
            case "spelled" -> new Condition.Spelled(rest);
            case "words" -> {
                List<String> words = new ArrayList<>();
                ProductReader.each(rest.toLowerCase(Locale.ROOT), words::add);
                yield new Condition.Words(List.copyOf(words));
            }
            case "elapsed" -> elapsed(rest.split(" +"));
            default ->
                throw new IllegalArgumentException("unknown keyword " + keyword
                        + "; known behind a signature: body, title, reason, field, without, spelled, words, elapsed,"
                        + " strength, by, unnamed, confidence, meaning, source, answer");
        };
    }

    private static Condition.FieldFits field(String rest) {
        int colon = colon(rest, "NAME: VALUE, where * stands for any text");
        return Condition.FieldFits.of(
                rest.substring(0, colon).strip(), rest.substring(colon + 1).strip());
    }

    private static Condition elapsed(String[] words) {
        boolean understood =
                words.length == 3 && (words[0].equals("under") || words[0].equals("over")) && words[2].equals("ms");
        require(understood, "write it as \"elapsed under 50 ms\" or \"elapsed over 50 ms\"");
        return new Condition.Elapsed(words[0].equals("under"), TimeUnit.MILLISECONDS.toNanos(number(words[1])));
    }

    private static void timeout(Product product, String rest) {
        int colon = colon(rest, "timeout SECONDS: SETTINGS");
        product.timeouts()
                .put(number(rest.substring(0, colon)), rest.substring(colon + 1).strip());
    }

    /** A status, or all of a class as in {@code 5xx}. */
    static void statuses(String text, IntConsumer action) {
        if (text.length() == 3 && text.endsWith("xx")) {
            int first = 100 * number(text.substring(0, 1));
            for (int status = first; status < first + 100; status++) {
                action.accept(status);
            }
            return;
        }
        int status = number(text);
        require(status >= MIN_STATUS && status <= MAX_STATUS, "a status has three digits, not " + text);
        action.accept(status);
    }

    static Cause cause(String name) {
        return constant(Cause.values(), name);
    }

    private static Role role(String word) {
        Role role = Role.of(word);
        if (role == null) {
            throw unknown(word, ProductReader.words(Role.values()));
        }
        return role;
    }

    private static <E extends Enum<E>> E constant(E[] values, String text) {
        String wanted = text.strip().replace('_', ' ').toLowerCase(Locale.ROOT);
        List<String> words = ProductReader.words(values);
        if (!words.contains(wanted)) {
            throw unknown(text.strip(), words);
        }
        return values[words.indexOf(wanted)];
    }

    private static IllegalArgumentException unknown(String text, List<String> known) {
        return new IllegalArgumentException("\"" + text + "\" is none of " + String.join(", ", known));
    }

    private static int number(String text) {
        String digits = text.strip();
        require(digits.matches("[0-9]{1,6}"), "\"" + digits + "\" is not a number of at most six digits");
        return Integer.parseInt(digits);
    }

    private static int colon(String rest, String form) {
        int colon = rest.indexOf(':');
        require(colon > 0, "write it as \"" + form + "\"");
        return colon;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
