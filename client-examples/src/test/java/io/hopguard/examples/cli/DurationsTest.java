package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"500ms,500", "2s,2000", "1.5s,1500", "1m,60000", "0.5m,30000", "1ms,1", "1440m,86400000"})
    void numbersWithAUnitAreRead(String text, long millis) {
        assertThat(new Durations().convert(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "0ms", "0.0s", "-1s", "+1s", "5", "s", "1 s", "1h", "1,5s", "1e3s", ".5s", "1441m", ""})
    void anythingElseIsRefusedByName(String text) {
        assertThatThrownBy(() -> new Durations().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @CsvSource({"0,0 ms", "999,999 ms", "1000,1.000 s", "61500,61.500 s"})
    void durationsAreShownInMillisecondsAndFromASecondOnInSeconds(long millis, String shown) {
        assertThat(Durations.shown(Duration.ofMillis(millis))).isEqualTo(shown);
    }
}
