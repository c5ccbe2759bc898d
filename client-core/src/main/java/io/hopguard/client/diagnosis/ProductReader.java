package io.hopguard.client.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the file of one product. Each line is a keyword and what it says; {@code #} begins a comment. Lines before the first
 * {@code signature} are about the product, lines behind a {@code signature} about all of its answers, lines behind an
 * {@code answer} about that one. Not thread-safe.
 */
final class ProductReader {
    private static final int MAX_LINES = 2000;
    private static final int MAX_LINE = 2000;

    private final String file;
    private final ProductLines lines = new ProductLines();
    private @Nullable Product product;
    private @Nullable AnswerDraft signature;
    private @Nullable AnswerDraft answer;

    private ProductReader(String file) {
        this.file = file;
    }

    /** @throws IllegalArgumentException naming file, line, problem and remedy */
    static Product read(String file, String text) {
        String[] lines = text.split("\\R", -1);
        if (lines.length > MAX_LINES) {
            throw new IllegalArgumentException(
                    file + ": more than " + MAX_LINES + " lines; split it into several products");
        }
        ProductReader reader = new ProductReader(file);
        for (int i = 0; i < lines.length; i++) {
            reader.numbered(i + 1, lines[i].strip());
        }
        return reader.end();
    }

    private void numbered(int number, String line) {
        try {
            if (line.length() > MAX_LINE) {
                throw new IllegalArgumentException("the line is longer than " + MAX_LINE + " characters; shorten it");
            }
            if (!line.isEmpty() && !line.startsWith("#")) {
                int space = line.indexOf(' ');
                line(
                        space < 0 ? line : line.substring(0, space),
                        space < 0 ? "" : line.substring(space + 1).strip());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }

    private Product end() {
        Product read = product;
        if (read == null) {
            throw new IllegalArgumentException(file + ": it names no product; begin it with a line \"product NAME\"");
        }
        try {
            endAnswer();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": at its end: " + e.getMessage(), e);
        }
        return read;
    }

    private void line(String keyword, String rest) {
        Product known = product;
        if (known == null) {
            ProductLines.require(
                    keyword.equals("product"), "the first line has to be \"product NAME\", not " + keyword);
            ProductLines.require(isName(rest), "a product's name has letters a-z, digits and -, not " + rest);
            product = Product.of(rest);
        } else if (keyword.equals("signature")) {
            endAnswer();
            AnswerDraft draft = new AnswerDraft();
            draft.title = rest;
            signature = draft;
        } else if (keyword.equals("answer")) {
            beginAnswer(rest);
        } else {
            AnswerDraft draft = answer == null ? signature : answer;
            if (draft == null) {
                lines.ofProduct(known, keyword, rest);
            } else {
                lines.ofAnswer(draft, keyword, rest);
            }
        }
    }

    private void beginAnswer(String rest) {
        endAnswer();
        AnswerDraft from = signature;
        if (from == null) {
            throw new IllegalArgumentException("an answer needs a \"signature TITLE\" line before it");
        }
        int colon = rest.indexOf(':');
        ProductLines.require(colon > 0, "write an answer as \"answer STATUS STATUS: CAUSE, CAUSE\"");
        AnswerDraft draft = from.copy();
        for (String status : rest.substring(0, colon).strip().split(" +")) {
            ProductLines.statuses(status, draft.statuses::add);
        }
        each(rest.substring(colon + 1), name -> draft.causes.add(ProductLines.cause(name)));
        answer = draft;
    }

    private void endAnswer() {
        AnswerDraft ended = answer;
        Product known = product;
        if (ended != null && known != null) {
            ProductLines.require(
                    !ended.conditions.isEmpty() || !known.isNamed(),
                    "the answer above has no condition; add a body, title, reason, field, spelled or words line");
            known.answers().add(ended.of(known));
        }
        answer = null;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    /** The members of a list with commas. */
    static void each(String list, Consumer<String> action) {
        Arrays.stream(list.split(",")).map(String::strip).forEach(action);
    }

    /** The words that an enum's constants have in a file. */
    static <E extends Enum<E>> List<String> words(E[] values) {
        return Stream.of(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .toList();
    }
}
