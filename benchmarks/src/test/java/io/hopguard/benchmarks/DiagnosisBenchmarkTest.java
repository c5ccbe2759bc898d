package io.hopguard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import org.junit.jupiter.api.Test;

class DiagnosisBenchmarkTest {
    @Test
    void eachFailureHasItsDiagnosis() {
        DiagnosisBenchmark benchmark = new DiagnosisBenchmark();
        assertThat(benchmark.pageOfAGateway().answeredBy()).isEqualTo(AnsweredBy.GATEWAY);
        assertThat(benchmark.errorOfAnApplication().answeredBy()).isNotEqualTo(AnsweredBy.GATEWAY);
        assertThat(benchmark.noAnswerInTime().causes()).containsExactly(Cause.RESPONSE_TIMEOUT);
    }
}
