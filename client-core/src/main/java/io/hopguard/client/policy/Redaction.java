package io.hopguard.client.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What is not shown of requests and failures, on top of what never is (query values, credentials, values of headers, bodies).
 * As an operator it masks a text by its patterns. Immutable and thread-safe.
 */
public final class Redaction implements UnaryOperator<String> {
    private static final String MASK = "***";

    private final Set<String> headers;
    private final List<Pattern> patterns;
    private final List<String> broken;

    private Redaction(Builder builder) {
        this.headers = Set.copyOf(builder.headers);
        List<Pattern> compiled = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String pattern : builder.patterns) {
            try {
                compiled.add(Pattern.compile(pattern));
            } catch (PatternSyntaxException e) {
                refused.add(pattern);
            }
        }
        this.patterns = List.copyOf(compiled);
        this.broken = List.copyOf(refused);
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Headers that are secret although their names do not say so: not sent to another origin, and not shown as evidence.
     *
     * @return the names in lower case, by default none
     */
    public Set<String> headers() {
        return headers;
    }

    /**
     * What is masked wherever it stands in a text about a call.
     *
     * @return the patterns, by default none
     */
    public List<Pattern> patterns() {
        return patterns;
    }

    /**
     * Masks a text: of each match of a pattern its groups, or all of it where no group took part.
     *
     * @param text the text
     * @return the text with {@code ***} in the place of what matched
     */
    @Override
    public String apply(String text) {
        String shown = text;
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(shown);
            if (matcher.find()) {
                shown = masked(shown, matcher);
            }
        }
        return shown;
    }

    private static String masked(String text, Matcher matcher) {
        BitSet secret = new BitSet(text.length());
        do {
            mark(matcher, secret);
        } while (matcher.find());
        StringBuilder out = new StringBuilder(text.length());
        int copied = 0;
        for (int start = secret.nextSetBit(0); start >= 0; start = secret.nextSetBit(copied)) {
            out.append(text, copied, start).append(MASK);
            copied = secret.nextClearBit(start);
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** Groups need not stand in their order, nor within the match: one in a lookahead does not. */
    private static void mark(Matcher matcher, BitSet secret) {
        boolean some = false;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.start(group) >= 0) {
                secret.set(matcher.start(group), matcher.end(group));
                some = true;
            }
        }
        if (!some) {
            secret.set(matcher.start(), matcher.end());
        }
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.require(
                headers.stream().allMatch(name -> name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")),
                "redaction.header",
                new TreeSet<>(headers),
                "must be names of headers (RFC 9110 section 5.6.2)");
        for (String pattern : broken) {
            problems.require(
                    false, "redaction.pattern", "'" + pattern + "'", "must be a regular expression (java.util.regex)");
        }
        for (Pattern pattern : patterns) {
            problems.require(
                    !pattern.matcher("").find(),
                    "redaction.pattern",
                    "'" + pattern + "'",
                    "must not match nothing, or it would match everywhere; use + instead of *");
        }
    }

    /** Collects the values of a {@link Redaction}. Not thread-safe. */
    public static final class Builder {
        private final Set<String> headers = new HashSet<>();
        private final List<String> patterns = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a header whose value is a secret although its name does not say so.
         *
         * @param name its name, in any case
         * @return this
         */
        public Builder header(String name) {
            headers.add(name.toLowerCase(Locale.ROOT));
            return this;
        }

        /**
         * Adds a pattern of what is not to be shown: in routes and targets, and in the words of failures, as log lines,
         * spans, meters and exception messages have them.
         *
         * @param regex a regular expression; its groups are masked, or the whole match where none of them took part
         * @return this
         */
        public Builder pattern(String regex) {
            patterns.add(regex);
            return this;
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public Redaction build() {
            return new Redaction(this);
        }
    }
}
