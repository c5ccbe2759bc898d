package io.hopguard.examples.doctor;

import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TEN_MILLIS_NANOS = 10_000_000L;

    private Words() {}

    static String time(long nanos) {
        if (nanos >= SECOND_NANOS) {
            return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        }
        return String.format(Locale.ROOT, nanos < TEN_MILLIS_NANOS ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** An enum's constant as words. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
