package io.hopguard.client.diagnosis;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes evidence out of what strangers sent: short, printable, and without secrets. */
final class Seen {
    private static final int MAX_LENGTH = 120;
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final Set<String> SECRET = Set.of("set-cookie", "cookie", "authorization", "proxy-authorization");

    private Seen() {}

    static Evidence of(String field, String value, String meaning) {
        return new Evidence(field, printable(value, MAX_LENGTH), meaning);
    }

    static Evidence field(String name, String value, String meaning) {
        boolean secret = SECRET.contains(name.toLowerCase(Locale.ROOT));
        return of(name, secret ? "(present)" : value, meaning);
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
