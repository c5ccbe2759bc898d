package io.hopguard.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HcGrammarTest {
    @Test
    void everyCharacterOfATokenIsOneOfThoseThatTheRfcLists() {
        String listed = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

        for (char c = 0; c < 0x300; c++) {
            assertThat(HcGrammar.isToken("a" + c)).as("character %d", (int) c).isEqualTo(listed.indexOf(c) >= 0);
        }
        assertThat(HcGrammar.isToken("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "73", "999999999"})
    void digitsAreANumber(String text) {
        assertThat(HcGrammar.isNumber(text, 9)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1 ", "1,1", "0x1", "\u0661", "1.0", "1234567890"})
    void anythingElseIsNone(String text) {
        assertThat(HcGrammar.isNumber(text, 9)).isFalse();
    }
}
