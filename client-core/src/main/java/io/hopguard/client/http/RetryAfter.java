package io.hopguard.client.http;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Retry-After} (RFC 9110 section 10.2.3): ASCII digits, or a date in one of the three forms of section 5.6.7.
 * Decimal and scientific seconds are not in the grammar but are sent, and are rounded up; {@code retry-after-ms} (Azure, OpenAI) wins
 * over it. Anything else counts as absent. What cannot be represented saturates, so that it is never undercut.
 */
public final class RetryAfter {
    /** Nothing was asked for. */
    public static final long ABSENT = -1;

    private static final long SATURATED = Long.MAX_VALUE / 4;
    private static final int MAX_DATE_LENGTH = 64;
    private static final Pattern NUMBER = Pattern.compile("[0-9]++(\\.[0-9]++)?+([eE][+-]?[0-9]++)?+");
    private static final Map<Long, String> DAYS =
            Map.of(1L, "Mon", 2L, "Tue", 3L, "Wed", 4L, "Thu", 5L, "Fri", 6L, "Sat", 7L, "Sun");

    private static final DateTimeFormatter IMF_FIXDATE = new DateTimeFormatterBuilder()
            .appendPattern("EEE, dd MMM ")
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter ASCTIME = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, DAYS)
            .appendPattern(" MMM ")
            .padNext(2)
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendPattern(" HH:mm:ss ")
            .appendValue(ChronoField.YEAR, 4)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    private RetryAfter() {}

    /**
     * The pause that a response asks for.
     *
     * @param headers the response's headers
     * @param nowEpochMillis the wall clock, for dates
     * @return nanoseconds, or {@link #ABSENT} where there is no valid one
     */
    public static long nanos(Headers headers, long nowEpochMillis) {
        long millis = decimal(headers.first("retry-after-ms"), 1_000_000);
        return millis != ABSENT ? millis : nanos(headers.first("Retry-After"), nowEpochMillis);
    }

    static long nanos(@Nullable String field, long nowEpochMillis) {
        if (field == null) {
            return ABSENT;
        }
        String value = field.strip();
        if (value.isEmpty()) {
            return ABSENT;
        }
        char first = value.charAt(0);
        if (first >= '0' && first <= '9') {
            return decimal(value, 1_000_000_000);
        }
        return value.equalsIgnoreCase("Infinity") ? SATURATED : untilDate(value, nowEpochMillis);
    }

    /** Digits; or a decimal or scientific number, rounded up to a whole unit. */
    private static long decimal(@Nullable String field, long unitNanos) {
        String value = field == null ? "" : field.strip();
        if (value.isEmpty() || !NUMBER.matcher(value).matches()) {
            return ABSENT;
        }
        // A double is exact far beyond any wait that could fit a deadline; what is larger saturates.
        double nanos = Math.ceil(Double.parseDouble(value)) * unitNanos;
        return nanos >= SATURATED ? SATURATED : (long) nanos;
    }

    private static long untilDate(String value, long nowEpochMillis) {
        @Nullable Instant date = date(value, nowEpochMillis);
        if (date == null) {
            return ABSENT;
        }
        // Four digits of a year cannot overflow milliseconds.
        long millisLeft = date.toEpochMilli() - nowEpochMillis;
        return Math.max(0, Math.min(millisLeft, SATURATED / 1_000_000)) * 1_000_000;
    }

    static @Nullable Instant date(String value, long nowEpochMillis) {
        if (value.length() > MAX_DATE_LENGTH) {
            return null;
        }
        try {
            DateTimeFormatter format = value.charAt(value.length() - 1) != 'T'
                    ? ASCTIME
                    : value.indexOf('-') < 0 ? IMF_FIXDATE : rfc850(nowEpochMillis);
            return LocalDateTime.parse(value, format).toInstant(ZoneOffset.UTC);
        } catch (java.time.DateTimeException e) {
            return null;
        }
    }

    /** Two-digit years that appear to be more than 50 years ahead are past (RFC 9110 section 5.6.7). */
    private static DateTimeFormatter rfc850(long nowEpochMillis) {
        int thisYear =
                Instant.ofEpochMilli(nowEpochMillis).atOffset(ZoneOffset.UTC).getYear();
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, thisYear - 49)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
