package io.hopguard.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BucketsTest {

    @Test
    void drawsAStraightLineWithinTheBucketAsPrometheusDoes() {
        Buckets buckets = new Buckets(new TreeMap<>(Map.of(0.1, 50.0, 0.5, 90.0, 1.0, 100.0)));
        assertThat(buckets.quantile(0.5)).isEqualTo(0.1);
        assertThat(buckets.quantile(0.7)).isCloseTo(0.3, within(1e-9));
        assertThat(buckets.quantile(0.95)).isCloseTo(0.75, within(1e-9));
    }

    @Test
    void passesOverBucketsThatHaveNothing() {
        Buckets buckets = new Buckets(new TreeMap<>(Map.of(0.1, 0.0, 0.2, 0.0, 0.4, 10.0, 0.8, 10.0)));
        assertThat(buckets.quantile(0.5)).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void hasNoQuantileWithoutCalls() {
        assertThat(new Buckets(new TreeMap<>()).quantile(0.5)).isNaN();
        assertThat(new Buckets(new TreeMap<>(Map.of(0.1, 0.0))).quantile(0.5)).isNaN();
    }
}
