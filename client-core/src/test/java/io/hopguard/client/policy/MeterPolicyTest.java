package io.hopguard.client.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What meters may be asked for. */
class MeterPolicyTest {
    private static List<String> problems(MeterPolicy.Builder builder) {
        Problems problems = new Problems();
        builder.build().check(problems);
        return problems.found();
    }

    @Test
    void theDefaultsAreFine() {
        assertThat(problems(MeterPolicy.builder())).isEmpty();
        assertThat(MeterPolicy.builder().build().histograms()).isFalse();
    }

    @Test
    void everyWrongValueIsNamed() {
        assertThat(problems(MeterPolicy.builder()
                        .maxTemplates(0)
                        .maxLiterals(1_001)
                        .maxTargets(-1)
                        .slo(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(-1))))
                .containsExactlyInAnyOrder(
                        "meters.slo is 0 ms; must be more than 0",
                        "meters.slo is -1 ms; must be more than 0",
                        "meters.maxTemplates is 0; must be 1 to 1000, because each is a time series for every outcome",
                        "meters.maxLiterals is 1001; must be 1 to 1000, because each is a time series for every outcome",
                        "meters.maxTargets is -1; must be 1 to 1000, because each is a time series for every outcome");
    }

    @Test
    void bucketsAreBounded() {
        assertThat(problems(MeterPolicy.builder().slo()))
                .singleElement()
                .asString()
                .startsWith("meters.slo is 0 buckets; give 1 to 50");
        Duration[] many =
                IntStream.rangeClosed(1, 51).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
        assertThat(problems(MeterPolicy.builder().slo(many))).hasSize(1);
    }

    @Test
    void namingBucketsSwitchesThemOn() {
        MeterPolicy policy = MeterPolicy.builder().slo(Duration.ofSeconds(1)).build();
        assertThat(policy.histograms()).isTrue();
        assertThat(policy.slo()).containsExactly(Duration.ofSeconds(1));
        assertThat(MeterPolicy.builder()
                        .slo(Duration.ofSeconds(1))
                        .histograms(false)
                        .build()
                        .histograms())
                .isFalse();
    }
}
