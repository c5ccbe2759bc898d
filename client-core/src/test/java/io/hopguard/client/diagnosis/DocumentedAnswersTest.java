package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Diagnoses answers of systems that were not run, built as their source or documents describe them. */
class DocumentedAnswersTest {
    static Stream<String> recipes() {
        return Arrays.stream(GatewayCase.text("recipes.tsv").split("\n")).skip(1);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void aDocumentedAnswerIsUnderstood(String line) {
        String[] row = line.split("\t", -1);
        Facts.Builder facts = Facts.of(Facts.Ending.ANSWERED)
                .status(Integer.parseInt(row[0]), "")
                .body(row[2].replace("¶", "\r\n").getBytes(StandardCharsets.UTF_8));
        for (String field : row[1].split("¦")) {
            facts.field(field.split(": ", 2)[0], field.split(": ", 2)[1]);
        }
        Diagnosis diagnosis = Diagnoser.standard().diagnose(facts.build());
        assertThat(diagnosis.product()).isEqualTo(row[3].isEmpty() ? null : row[3]);
        assertThat(diagnosis.answeredBy()).isEqualTo(AnsweredBy.valueOf(row[4]));
        assertThat(diagnosis.causes().stream().map(Cause::name).collect(Collectors.joining(", ")))
                .isEqualTo(row[5]);
    }
}
