package io.hopguard.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;

/**
 * What the user of a client learns from one way to fail.
 *
 * @param path what is asked for, and what breaks
 * @param exception the simple name of what is thrown
 * @param status the status received, 0 for none
 * @param answeredBy who answered
 * @param product what answered, {@code -} for what nothing can tell
 * @param cause what is truly broken
 */
record Cell(String path, String exception, int status, AnsweredBy answeredBy, String product, Cause cause) {

    static Cell of(ArgumentsAccessor row) {
        return new Cell(
                row.getString(0),
                row.getString(1),
                row.getInteger(2),
                AnsweredBy.valueOf(row.getString(3)),
                row.getString(4),
                Cause.valueOf(row.getString(5)));
    }

    void check(HopguardException failure) {
        assertThat(failure).as(path).isNotNull();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
        softly.assertThat(failure.attempts()).extracting(Attempt::status).containsExactly(status);
        softly.assertThat(failure).hasMessageContaining(path);
        softly.assertAll();
    }
}
