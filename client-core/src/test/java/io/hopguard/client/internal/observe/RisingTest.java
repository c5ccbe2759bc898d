package io.hopguard.client.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A count of which others make rates: it must not fall, and must not stand still while something happens. */
class RisingTest {
    private double source;
    private final Rising count = new Rising(() -> source);

    private double at(double now) {
        source = now;
        return count.getAsDouble();
    }

    @Test
    void itGoesOnRisingAfterItsSourceFell() {
        assertThat(at(10)).isEqualTo(10);
        assertThat(at(6)).as("a target with 4 was forgotten").isEqualTo(10);
        assertThat(at(7)).isEqualTo(11);
    }

    @Test
    void whatIsSwitchedOffAndOnAgainCountsFromWhereItWas() {
        assertThat(at(5)).isEqualTo(5);
        assertThat(at(Double.NaN)).isEqualTo(5);
        assertThat(at(0)).isEqualTo(5);
        assertThat(at(3)).isEqualTo(8);
    }

    @Test
    void aNewSourceIsCountedFromItsBeginningAlsoWhenNobodyLookedBefore() {
        source = 5;
        count.beginAgain();
        assertThat(at(7)).isEqualTo(12);
    }
}
