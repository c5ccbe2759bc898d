package io.hopguard.examples.doctor;

import io.hopguard.client.error.Phase;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares clocks by the Date header, as far as its resolution of a second and the time on the way allow. */
final class ClockCheck {
    private static final Duration RESOLUTION = Duration.ofSeconds(1);
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private ClockCheck() {}

    static Step of(List<Trial> trials) {
        for (Trial trial : trials) {
            Instant date = date(trial.headers().first("Date"));
            if (date != null && trial.headers().contains("Age")) {
                return Step.skipped(Check.CLOCK, "the answer came out of a cache (Age), so its Date is of the past");
            }
            if (date != null) {
                Instant ended = trial.began().plusNanos(trial.nanos() - trial.nanosIn(Phase.BODY));
                return judged(date, trial.began(), ended);
            }
        }
        return Step.skipped(Check.CLOCK, "no response had a Date that could be read");
    }

    /**
     * The header was written between the two instants of this clock, and says a time from date to a second later.
     */
    static Step judged(Instant date, Instant sent, Instant received) {
        Duration least = Duration.between(received, date);
        Duration most = Duration.between(sent, date.plus(RESOLUTION));
        Result result =
                least.compareTo(TOLERATED) > 0 || most.negated().compareTo(TOLERATED) > 0 ? Result.WARN : Result.OK;
        String how = "Date says " + date + ", received by " + received.truncatedTo(ChronoUnit.MILLIS)
                + " of this machine's clock";
        return new Step(Check.CLOCK, result, words(least, most), List.of(how), 0);
    }

    private static String words(Duration least, Duration most) {
        if (least.compareTo(Duration.ZERO) <= 0 && !most.isNegative()) {
            return "no skew to be seen, within a second and the time on the way";
        }
        String how = least.isNegative()
                ? range(most.negated(), least.negated()) + " behind"
                : range(least, most) + " ahead of";
        return "the server's clock is " + how + " this machine's";
    }

    private static String range(Duration least, Duration most) {
        String from = Words.span(least);
        String to = Words.span(most);
        return from.equals(to) ? "about " + from : from + " to " + to;
    }

    private static @Nullable Instant date(@Nullable String value) {
        try {
            return value == null ? null : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
