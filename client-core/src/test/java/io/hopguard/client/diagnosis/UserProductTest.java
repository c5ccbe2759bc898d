package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files with which users add what only they know. */
class UserProductTest {
    private static final Diagnoser STANDARD = Diagnoser.standard();

    @Test
    void aFileOfTheUsersAddsAProduct() {
        Diagnoser own = STANDARD.with("edge.txt", new StringReader("""
                        product our-edge
                        role cdn
                        hop X-Our-Edge: *
                        look ask the edge team
                        advice OVERLOADED: add edges
                        signature our edge says so
                        strength field
                        field X-Our-Edge: full
                        answer 503: OVERLOADED
                        """));
        Facts full = Facts.of(Facts.Ending.ANSWERED)
                .status(503, "")
                .field("X-Our-Edge", "full")
                .build();
        Diagnosis diagnosis = own.diagnose(full);
        assertThat(diagnosis.product()).isEqualTo("our-edge");
        assertThat(diagnosis.causes()).containsExactly(Cause.OVERLOADED);
        assertThat(diagnosis.advice()).containsExactly("ask the edge team", "add edges");
        assertThat(diagnosis.hops()).containsExactly("our-edge");
        assertThat(STANDARD.diagnose(full).product()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "role gateway",
                "product Has Spaces",
                "product x\nrole bakery",
                "product x\nfoo bar",
                "product x\nanswer 500: DENIED",
                "product x\nsignature s\nanswer 500: DENIED",
                "product x\nsignature s\nbody a\nanswer 5000000: DENIED",
                "product x\nsignature s\nbody a\nanswer 500: NO_SUCH_CAUSE",
                "product x\nsignature s\nfield NoColon\nanswer 500: DENIED",
                "product x\nsignature s\nelapsed under soon\nanswer 500: DENIED",
                "product x\nsignature s\nstrength iron\nanswer 500: DENIED"
            })
    void aWrongFileIsRefusedWithFileAndRemedy(String text) {
        assertThatThrownBy(() -> STANDARD.with("my.txt", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("my.txt");
    }
}
