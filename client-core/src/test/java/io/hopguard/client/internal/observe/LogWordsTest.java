package io.hopguard.client.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosed;
import org.junit.jupiter.api.Test;

class LogWordsTest {
    @Test
    void aKindOfFailureHasTheProductAndACauseThatIsTheOnlyOne() {
        assertThat(LogWords.kind("bad_gateway", Diagnosed.nginx(Cause.CONNECTION_REFUSED, Cause.CONNECTION_RESET)))
                .isEqualTo("bad_gateway (nginx)");
        assertThat(LogWords.kind(
                        "gateway_timeout",
                        Diagnosed.by(AnsweredBy.GATEWAY, "envoy", Confidence.LIKELY, Cause.RESPONSE_TIMEOUT)))
                .isEqualTo("gateway_timeout (envoy: response_timeout)");
    }

    /** "No healthy upstream" would send people to another hop. */
    @Test
    void whatThisClientRefusedIsItsCodeAlone() {
        assertThat(LogWords.kind(
                        "circuit_open",
                        Diagnosed.by(AnsweredBy.CLIENT, null, Confidence.CERTAIN, Cause.NO_HEALTHY_UPSTREAM)))
                .isEqualTo("circuit_open");
    }
}
