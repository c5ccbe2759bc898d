package io.hopguard.client.diagnosis;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Concludes from {@link Facts} which hop broke and why. Knows products by their documented marks, which are data, read once.
 * Does no I/O but that. Immutable and thread-safe.
 *
 * <p>The order of evidence: what this process saw for itself, {@code Proxy-Status} (RFC 9209), a product's own fields, the text of
 * its own pages, words that are its own, {@code Server} alone, and at last the status.
 */
public final class Diagnoser {
    private static final int MAX_FILE = 256 * 1024;

    private final Knowledge knowledge;

    Diagnoser(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Reads the files when they are first needed. */
    private static final class Standard {
        static final Diagnoser DIAGNOSER = new Diagnoser(Knowledge.standard());
    }

    /**
     * The one with all products that Hopguard knows.
     *
     * @return the same at each call
     */
    public static Diagnoser standard() {
        return Standard.DIAGNOSER;
    }

    /**
     * Adds a product that only the user knows, or rules for one that Hopguard knows. At equal evidence the user's rule counts.
     *
     * @param productFile the text of a product's file in the format that docs/diagnosis.md describes
     * @return another diagnoser, this one is not changed
     * @throws IllegalArgumentException when the text is not in the format; the message names line, problem and remedy
     */
    public Diagnoser with(String productFile) {
        return with("product file", productFile);
    }

    /**
     * Adds a product from a file of the user's.
     *
     * @param name how messages call it, for example its path
     * @param productFile the text
     * @return another diagnoser, this one is not changed
     * @throws IllegalArgumentException when the text is not in the format; the message names file, line, problem and remedy
     */
    public Diagnoser with(String name, String productFile) {
        return new Diagnoser(knowledge.with(ProductReader.read(name, productFile)));
    }

    /**
     * Adds a product from a reader, which is read to its end and not closed.
     *
     * @param name how messages call it, for example a path
     * @param productFile at most 256 Ki characters
     * @return another diagnoser, this one is not changed
     * @throws IllegalArgumentException when it is too long or not in the format
     * @throws UncheckedIOException when it cannot be read
     */
    public Diagnoser with(String name, Reader productFile) {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8 * 1024];
        try {
            for (int read = productFile.read(buffer); read >= 0; read = productFile.read(buffer)) {
                ProductLines.require(
                        text.length() + read <= MAX_FILE,
                        name + ": longer than " + MAX_FILE + " characters; split it into several products");
                text.append(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return with(name, text.toString());
    }

    /**
     * Diagnoses one attempt. Takes at most some ten microseconds, whatever the input.
     *
     * @param facts what was seen
     * @return the diagnosis, {@link Diagnosis#unknown()} where the facts say nothing
     */
    public Diagnosis diagnose(Facts facts) {
        Reply reply = new Reply(facts);
        return switch (facts.ending()) {
            case NOT_SENT -> unanswered(Unanswered.notSent(facts));
            case NO_RESPONSE -> unanswered(Unanswered.silent(facts));
            case MALFORMED -> unanswered(Unanswered.malformed(facts));
            case TRUNCATED -> truncated(reply);
            case ANSWERED -> answered(reply);
        };
    }

    private Diagnosis unanswered(Draft draft) {
        return draft.end(knowledge.advice(draft.causes()), List.of());
    }

    private Diagnosis truncated(Reply reply) {
        Answer answer = knowledge.find(reply);
        if (answer != null && answer.strength().compareTo(Strength.PAGE) >= 0) {
            return Told.by(answer, reply, knowledge);
        }
        Draft draft = Unanswered.truncated(reply.facts());
        Product last = Hops.last(reply, knowledge);
        draft.product(last == null ? null : last.name());
        return draft.end(knowledge.advice(draft.causes()), Hops.of(reply, knowledge));
    }

    private Diagnosis answered(Reply reply) {
        Diagnosis standard = ProxyStatusSign.read(reply, knowledge);
        if (standard != null) {
            return standard;
        }
        Answer answer = knowledge.find(reply);
        if (answer != null) {
            return Told.by(answer, reply, knowledge);
        }
        Diagnosis hidden = reply.facts().status() / 100 == 2 ? hidden(reply) : null;
        return hidden == null ? Diagnosis.unknown() : hidden;
    }

    private @Nullable Diagnosis hidden(Reply reply) {
        Draft draft = HiddenFailure.of(reply);
        if (draft == null) {
            return null;
        }
        if (draft.causes().equals(List.of(Cause.TRUNCATED_RESPONSE))) {
            Product last = Hops.last(reply, knowledge);
            draft.product(last == null ? null : last.name());
        }
        return draft.end(knowledge.advice(draft.causes()), Hops.of(reply, knowledge));
    }

    /** What the products' files say, for the catalogue. */
    Knowledge knowledge() {
        return knowledge;
    }
}
