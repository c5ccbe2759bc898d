package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosed;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words that the story line has for a diagnosis. */
class DiagnosisInStoryTest {

    private static String told(Diagnosis diagnosis) {
        String line = Attempt.number(1).status(502).diagnosis(diagnosis).build().toString();
        assertThat(line).startsWith("1: 502").endsWith(", 0 ms");
        return line.substring("1: 502".length(), line.length() - ", 0 ms".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "GATEWAY       | nginx | LIKELY   | CONNECTION_REFUSED  | ' by nginx, its upstream refused the connection'",
                "GATEWAY       | -     | CERTAIN  | DNS_FAILURE         | ' by a gateway, its upstream''s name was not resolved'",
                "GATEWAY       | -     | POSSIBLE | CONNECTION_REFUSED  | ''",
                "GATEWAY       | envoy | CERTAIN  | NO_HEALTHY_UPSTREAM | ' by envoy, it has no healthy upstream'",
                "GATEWAY       | nginx | LIKELY   | RATE_LIMITED        | ' by nginx, it limits the rate'",
                "GATEWAY       | nginx | POSSIBLE | CONNECTION_REFUSED  | ' by nginx'",
                "GATEWAY       | nginx | LIKELY   | UNKNOWN             | ' by nginx'",
                "FORWARD_PROXY | squid | CERTAIN  | DENIED              | ' by the forward proxy squid, it denied the request'",
                "ORIGIN        | flask | LIKELY   | APPLICATION_ERROR   | ', the application itself said so'",
                "ORIGIN        | -     | POSSIBLE | APPLICATION_ERROR   | ''",
                "UNKNOWN       | nginx | NONE     | UNKNOWN             | ''",
            })
    void itSaysWhoAnsweredAndTheCauseWhereThereIsOneThatIsSure(
            AnsweredBy who, String product, Confidence confidence, Cause cause, String words) {
        assertThat(told(Diagnosed.by(who, product, confidence, cause))).isEqualTo(words);
    }

    @Test
    void severalCausesAreNone() {
        assertThat(told(Diagnosed.nginx(Cause.CONNECTION_REFUSED, Cause.CONNECTION_RESET)))
                .isEqualTo(" by nginx");
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseOfAGatewayHasWordsButTheUnknown(Cause cause) {
        assertThat(told(Diagnosed.nginx(cause)))
                .matches(cause == Cause.UNKNOWN ? " by nginx" : " by nginx, [a-zA-Z' ]{8,50}");
    }

    @Test
    void aNameThatAStrangerMadeUpIsOneShortWord() {
        String name = "a\r\nb\u001b[31m\u00e4 " + "x".repeat(1_000);
        assertThat(told(Diagnosed.by(AnsweredBy.GATEWAY, name, Confidence.POSSIBLE, Cause.UNKNOWN)))
                .matches(" by a\\?\\?b\\?\\[31m\\?\\?x{29}");
    }
}
