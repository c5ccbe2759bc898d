package io.hopguard.client.diagnosis;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What has to be seen for a rule to apply. Immutable. */
sealed interface Condition {
    int BASE_WEIGHT = 10;

    boolean holds(Reply reply);

    /** What was seen, for the reader of a diagnosis; null where it is the absence of something. */
    @Nullable
    Evidence evidence(Reply reply, String meaning);

    /** How much it says: the more, the earlier its rule is tried. */
    default int weight() {
        return BASE_WEIGHT;
    }

    /** A header field whose value fits, without regard to case. */
    record FieldFits(String name, Glob value) implements Condition {
        static FieldFits of(String name, String value) {
            return new FieldFits(name, Glob.of(value.toLowerCase(Locale.ROOT)));
        }

        @Override
        public boolean holds(Reply reply) {
            String seen = reply.field(name.toLowerCase(Locale.ROOT));
            return seen != null && value.matches(seen.toLowerCase(Locale.ROOT), reply.status());
        }

        @Override
        public Evidence evidence(Reply reply, String meaning) {
            return Seen.field(name, String.valueOf(reply.field(name.toLowerCase(Locale.ROOT))), meaning);
        }

        @Override
        public int weight() {
            return BASE_WEIGHT + value.weight();
        }
    }

    /** No header field of that name. */
    record NoField(String name) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            return reply.field(name.toLowerCase(Locale.ROOT)) == null;
        }

        @Override
        public @Nullable Evidence evidence(Reply reply, String meaning) {
            return null;
        }
    }

    /** A header field whose name came with exactly these letters. */
    record Spelled(String name) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            return reply.spelled(name);
        }

        @Override
        public Evidence evidence(Reply reply, String meaning) {
            return Seen.of("header name", name, meaning);
        }
    }

    /** The reason phrase. */
    record Reason(Glob phrase) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            return phrase.matches(reply.facts().reason(), reply.status());
        }

        @Override
        public Evidence evidence(Reply reply, String meaning) {
            return Seen.of("reason phrase", reply.facts().reason(), meaning);
        }

        @Override
        public int weight() {
            return BASE_WEIGHT + phrase.weight();
        }
    }

    /** The text of the body, its white space reduced to single spaces. */
    record Body(Glob text) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            return reply.facts().bodySeen() && text.matches(reply.text(), reply.status());
        }

        @Override
        public Evidence evidence(Reply reply, String meaning) {
            // The mark and not the page, which may hold what is nobody's business.
            return Seen.of("body", text.source(), meaning);
        }

        @Override
        public int weight() {
            return BASE_WEIGHT + text.weight();
        }
    }

    /** The title of the page. */
    record Title(Glob text) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            return reply.facts().bodySeen() && text.matches(reply.title(), reply.status());
        }

        @Override
        public Evidence evidence(Reply reply, String meaning) {
            return Seen.of("page title", reply.title(), meaning);
        }

        @Override
        public int weight() {
            return BASE_WEIGHT + text.weight();
        }
    }

    /** One of these words somewhere in the body, without regard to case. */
    record Words(List<String> words) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            return words.stream().anyMatch(reply.lowerText()::contains);
        }

        @Override
        public Evidence evidence(Reply reply, String meaning) {
            String found = words.stream()
                    .filter(reply.lowerText()::contains)
                    .findFirst()
                    .orElse("");
            return Seen.of("body", found, meaning);
        }
    }

    /** The attempt took less, or more, than this; where its time is unknown neither holds. */
    record Elapsed(boolean under, long nanos) implements Condition {
        @Override
        public boolean holds(Reply reply) {
            long elapsed = reply.facts().elapsedNanos();
            return elapsed > 0 && under == elapsed < nanos;
        }

        @Override
        public @Nullable Evidence evidence(Reply reply, String meaning) {
            return Seen.elapsed(reply.facts(), under ? "too quick for a timeout" : "long enough for a timeout");
        }
    }
}
