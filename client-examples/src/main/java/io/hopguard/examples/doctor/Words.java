package io.hopguard.examples.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long TEN_MILLIS_NANOS = 10_000_000L;

    private static final long MINUTE_SECONDS = 60;
    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 86_400;
    private static final double YEAR_SECONDS = 365.2425 * DAY_SECONDS;

    private Words() {}

    static String time(long nanos) {
        if (nanos >= SECOND_NANOS) {
            return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        }
        return String.format(Locale.ROOT, nanos < TEN_MILLIS_NANOS ? "%.1f ms" : "%.0f ms", nanos / 1e6);
    }

    /** A time of any length by its two largest units. */
    static String span(Duration span) {
        long seconds = span.toSeconds();
        if (seconds < MINUTE_SECONDS) {
            return time(span.toNanos());
        }
        if (seconds < HOUR_SECONDS) {
            return seconds / 60 + " min" + rest(seconds % 60, " s");
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < DAY_SECONDS / 60) {
            return minutes / 60 + " h" + rest(minutes % 60, " min");
        }
        long hours = Math.round(seconds / 3600.0);
        return seconds < YEAR_SECONDS
                ? count(hours / 24, "day", "days") + rest(hours % 24, " h")
                : String.format(Locale.ROOT, "%.1f years", seconds / YEAR_SECONDS);
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    /** The middle one; of an even number the later. */
    static long median(List<Long> nanos) {
        return nanos.stream().sorted().toList().get(nanos.size() / 2);
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** An enum's constant as words. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
