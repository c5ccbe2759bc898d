package io.hopguard.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corners of Retry-After that no table has. */
class RetryAfterTest {
    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(locale);
    }

    private static long nanos(String value, String now) {
        return RetryAfter.nanos(
                Headers.received("Retry-After", value), Instant.parse(now).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 06 Mar 2045 12:00:05 GMT|2045-03-06T12:00:00Z|5",
                "Fri, 31 Dec 9999 23:59:59 GMT|9999-12-31T23:59:00Z|59",
                "Thu Mar  5 12:00:05 2026|2026-03-05T12:00:00Z|5",
                "Thursday, 05-Mar-26 12:00:05 GMT|2026-03-05T12:00:00Z|5",
                "Thursday, 28-Feb-75 12:00:05 GMT|2075-02-28T12:00:00Z|5"
            })
    void datesOfAnyYearAreExact(String date, String now, long seconds) {
        assertThat(nanos(date, now)).isEqualTo(Duration.ofSeconds(seconds).toNanos());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mon, 01 Jan -999999999 00:00:00 GMT",
                "Mon, 01 Jan +999999999 00:00:00 GMT",
                "Tue, 05 Mar 2026 12:00:05 GMT",
                "Thu, 05 Mar 2026 12:00:05 +0000",
                "Thu, 30 Feb 2026 12:00:05 GMT",
                "1,5",
                "0x10",
                "1e",
                "NaN",
                "-Infinity",
                "5 s"
            })
    void whatIsNotInTheGrammarIsAbsent(String value) {
        assertThat(nanos(value, "2026-03-05T12:00:00Z")).isEqualTo(RetryAfter.ABSENT);
    }

    @Test
    void theDefaultLocaleDoesNotMatter() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(nanos("Thu, 05 Mar 2026 12:00:05 GMT", "2026-03-05T12:00:00Z"))
                .isEqualTo(5_000_000_000L);
    }

    @Test
    void millisecondsWinOverSeconds() {
        assertThat(RetryAfter.nanos(Headers.received("Retry-After", "9", "retry-after-ms", "1500"), 0))
                .isEqualTo(1_500_000_000L);
        assertThat(RetryAfter.nanos(Headers.received("Retry-After", "9", "retry-after-ms", "x"), 0))
                .isEqualTo(9_000_000_000L);
    }
}
