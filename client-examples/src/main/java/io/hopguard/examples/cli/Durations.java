package io.hopguard.examples.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 2s}, {@code 1.5s} and {@code 1m}, and writes durations for people. */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m)");
    private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    @Override
    public Duration convert(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not a duration; write a number and ms, s or m, as in 500ms, 1.5s or 1m");
        }
        BigDecimal millis = new BigDecimal(matcher.group(1)).multiply(millisIn(matcher.group(2)));
        Duration value =
                Duration.ofNanos(millis.movePointRight(6).min(MOST_NANOS).longValue());
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new TypeConversionException("'" + text + "' is out of range; give 1ms to 1440m");
        }
        return value;
    }

    private static BigDecimal millisIn(String unit) {
        return switch (unit) {
            case "ms" -> BigDecimal.ONE;
            case "s" -> BigDecimal.valueOf(1_000);
            default -> BigDecimal.valueOf(60_000);
        };
    }

    static String shown(Duration duration) {
        long millis = rounded(duration);
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.3f s", millis / 1e3);
    }

    /** Whole milliseconds, the nearest. */
    static long rounded(Duration duration) {
        return duration.plusNanos(500_000).toMillis();
    }
}
