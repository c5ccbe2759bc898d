package io.hopguard.client;

import io.hopguard.client.http.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One row of {@code retry_after.tsv}, read as far as its words allow. */
record RetryAfterRow(VectorTable.Row row, String value) {
    /** The client must not try again. */
    static final Duration NEVER = Duration.ofSeconds(-1);

    /** The client must wait for as long as it would have without the header. */
    static final Duration OWN = Duration.ZERO;

    private static final Instant ANY_TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final Pattern TIME = Pattern.compile("([0-9]+) (ms|s)\\b");
    private static final Pattern STOP =
            Pattern.compile("(?i).*(\\bstop\\b|beyond|exceeds|longer than|unrepresentable|no overflow).*");
    private static final Pattern INVALID = Pattern.compile(".*(invalid|1 s default|^own backoff).*");
    private static final Pattern AS_THE_RFC =
            Pattern.compile(".*(honour|backoff floor|valid decimal only if documented|no arithmetic exception).*");

    /** A few rows stand for several values. */
    static Stream<RetryAfterRow> of(VectorTable.Row row) {
        return values(row).stream().map(value -> new RetryAfterRow(row, value));
    }

    private static List<String> values(VectorTable.Row row) {
        String text = row.get("value").replaceFirst(" \\((past|U\\+.*|Arabic.*)\\)$", "");
        return switch (text) {
            case "(empty string)" -> List.of("");
            case "10 000 digits of 9" -> List.of("9".repeat(10_000));
            case "date = now+100 s", "any HTTP-date" -> List.of(date(ANY_TIME.plusSeconds(100)));
            case "date = now-100 s", "date in the past" -> List.of(date(ANY_TIME.minusSeconds(100)));
            case "date in year 1 or year 9999" ->
                List.of(date(Instant.parse("0001-01-01T00:00:00Z")), date(Instant.parse("9999-12-31T23:59:59Z")));
            default -> List.of(plain(text));
        };
    }

    private static String plain(String text) {
        return text.replace("<TAB>", "\t").replace("<SPACE>", " ").replace(" set on the object", "");
    }

    private static String date(Instant when) {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", java.util.Locale.ENGLISH)
                .format(when.atZone(ZoneOffset.UTC));
    }

    boolean readable() {
        String expected = row.get("our_expected");
        return STOP.matcher(expected).matches()
                || INVALID.matcher(expected).matches()
                || AS_THE_RFC.matcher(expected).matches()
                || TIME.matcher(expected).find();
    }

    Instant now() {
        Matcher iso = Pattern.compile("[0-9-]+T[0-9:]+Z").matcher(row.get("now"));
        return iso.find() ? Instant.parse(iso.group()) : ANY_TIME;
    }

    int status() {
        return Integer.parseInt(row.get("status"));
    }

    Headers headers() {
        Matcher two = Pattern.compile("two.*? ([0-9]+)(?: then|,) ([0-9]+)").matcher(value);
        if (two.matches()) {
            return Headers.received("Retry-After", two.group(1), "Retry-After", two.group(2));
        }
        if (value.startsWith("retry-after-ms ")) {
            return Headers.received("retry-after-ms", value.substring(15));
        }
        return Headers.received(row.get("header").replaceFirst(" \\(.*", ""), value);
    }

    /** The pause that must be kept, {@link #OWN} or {@link #NEVER}. */
    Duration expected() {
        String expected = row.get("our_expected");
        Matcher time = TIME.matcher(expected);
        if (expected.startsWith("round up") && time.find()) {
            return Duration.ofSeconds(Long.parseLong(time.group(1)));
        }
        if (STOP.matcher(expected).matches()) {
            return NEVER;
        }
        if (INVALID.matcher(expected).matches()) {
            return OWN;
        }
        if (time.reset().find()) {
            long number = Long.parseLong(time.group(1));
            return time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
        }
        return asTheRfc();
    }

    private Duration asTheRfc() {
        Headers headers = headers();
        if (headers.contains("retry-after-ms")) {
            return Duration.ofMillis(
                    Long.parseLong(headers.all("retry-after-ms").get(0)));
        }
        String field = headers.all("Retry-After").get(0).strip();
        if (field.matches("[0-9]+")) {
            return Duration.ofSeconds(Long.parseLong(field));
        }
        try {
            Instant date = ZonedDateTime.parse(field, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration until = Duration.between(now(), date);
            return until.isNegative() ? OWN : until.toDays() > 0 ? NEVER : until;
        } catch (DateTimeParseException e) {
            return OWN;
        }
    }

    @Override
    public String toString() {
        return row + ", " + value.substring(0, Math.min(40, value.length()));
    }
}
