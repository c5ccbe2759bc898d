package io.hopguard.client.diagnosis;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes evidence out of what strangers sent: short, printable, and without secrets. */
final class Seen {
    private static final int MAX_LENGTH = 120;
    private static final int MAX_LOOKED_AT = 1024;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** A query, of which nobody knows what is secret in it; possessive, so that it is read once. */
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\"'<>]++");

    private Seen() {}

    static Evidence of(String field, String value, String meaning) {
        String bounded = value.length() > MAX_LOOKED_AT ? value.substring(0, MAX_LOOKED_AT) : value;
        return new Evidence(field, printable(QUERY.matcher(bounded).replaceAll("?***"), MAX_LENGTH), meaning);
    }

    static Evidence field(String name, String value, String meaning) {
        return of(name, SecretNames.isSecret(name) ? "(present)" : value, meaning);
    }

    /** The time that it took, or null where nobody measured it. */
    static @Nullable Evidence elapsed(Facts facts, String meaning) {
        return facts.elapsedNanos() <= 0
                ? null
                : new Evidence("elapsed", facts.elapsedNanos() / NANOS_PER_MILLI + " ms", meaning);
    }

    /** The beginning of a text with a question mark for all that is not printable ASCII. */
    static String printable(String text, int maxLength) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), maxLength) + 1);
        for (int i = 0; i < text.length() && i < maxLength; i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return text.length() > maxLength ? out + "..." : out.toString();
    }
}
