package io.hopguard.client.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.error.HopguardException;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;

/**
 * What the user of a client learns from one way to fail.
 *
 * @param path what is asked for, and what breaks
 * @param exception the simple name of what is thrown
 * @param status the status received, 0 for none
 * @param answeredBy who answered, {@code UNKNOWN} where that may as well have been another hop
 * @param product what answered, null where nothing tells
 * @param cause what is truly broken, {@code UNKNOWN} where nothing tells
 */
record Cell(
        String path,
        String exception,
        int status,
        AnsweredBy answeredBy,
        @Nullable String product,
        Cause cause) {

    static Cell of(ArgumentsAccessor row) {
        return new Cell(
                row.getString(0),
                row.getString(1),
                row.getInteger(2),
                AnsweredBy.valueOf(row.getString(3)),
                row.getString(4).equals("-") ? null : row.getString(4),
                Cause.valueOf(row.getString(5)));
    }

    void check(HopguardException failure) {
        assertThat(failure).as(path).isNotNull();
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(failure.getClass().getSimpleName()).isEqualTo(exception);
        softly.assertThat(failure.attempts()).extracting(Attempt::status).containsExactly(status);
        softly.assertThat(failure).hasMessageContaining(path);
        check(failure.diagnosis(), softly);
        softly.assertAll();
    }

    private void check(Diagnosis diagnosis, SoftAssertions softly) {
        softly.assertThat(diagnosis.answeredBy())
                .as("who answered: %s", diagnosis)
                .isEqualTo(answeredBy);
        softly.assertThat(diagnosis.product()).as("product: %s", diagnosis).isEqualTo(product);
        softly.assertThat(diagnosis.causes()).as("causes: %s", diagnosis).contains(cause);
        if (cause != Cause.UNKNOWN) {
            softly.assertThat(diagnosis.evidence())
                    .as("evidence: %s", diagnosis)
                    .isNotEmpty();
        }
    }
}
