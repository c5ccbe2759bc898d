package io.hopguard.examples.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Film film = new Film(registry);
    private final Timer good = calls("2xx");
    private final Timer bad = calls("5xx");

    private Timer calls(String outcome) {
        return Timer.builder("hopguard.client.calls")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(registry);
    }

    @Test
    void countsByTheSecond() {
        for (int tick = 0; tick <= 10; tick++) {
            film.at(tick * EVERY_NANOS);
            good.record(Duration.ofMillis(5));
            good.record(Duration.ofMillis(5));
        }
        double[] rates = film.timeline().rates(sample -> sample.calls().get("2xx"));
        assertThat(rates).hasSize(11);
        assertThat(rates[0]).as("no ramp at the start").isEqualTo(10);
        assertThat(rates[10]).isEqualTo(10);
    }

    @Test
    void tellsShareAndQuantileOfTheLastSecondOnly() {
        film.at(0);
        bad.record(Duration.ofSeconds(4));
        for (int tick = 1; tick <= 6; tick++) {
            film.at(tick * EVERY_NANOS);
            good.record(Duration.ofMillis(5));
        }
        Timeline timeline = film.timeline();
        double[] shares = timeline.shares(
                sample -> sample.calls().get("5xx"),
                sample -> sample.calls().get("5xx") + sample.calls().get("2xx"));
        assertThat(shares[1]).isEqualTo(100);
        assertThat(shares[5]).isEqualTo(20);
        assertThat(shares[6]).isZero();
        assertThat(timeline.quantiles(0.99)[1]).isGreaterThan(3_000);
        assertThat(timeline.quantiles(0.99)[6]).isBetween(4.0, 6.0);
    }

    @Test
    void takesNoMoreSamplesThanOneIn200Milliseconds() {
        for (int millis = 0; millis <= 1_000; millis += 5) {
            film.at(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        assertThat(film.timeline().seconds()).containsExactly(0, 0.2, 0.4, 0.6, 0.8, 1.0);
    }

    @Test
    void showsTheBreakerThatIsWorstOffAndTheBudgetThatHasLeast() {
        AtomicInteger open = new AtomicInteger();
        for (String target : new String[] {"a", "b"}) {
            Gauge.builder("hopguard.client.breaker.state", () -> target.equals("a") ? 1 - open.get() : 1)
                    .tags("target", target, "state", "closed")
                    .register(registry);
            Gauge.builder("hopguard.client.retry.budget", () -> target.equals("a") ? 10 : 3)
                    .tags("target", target)
                    .register(registry);
        }
        Gauge.builder("hopguard.client.breaker.state", open::get)
                .tags("target", "a", "state", "open")
                .register(registry);
        film.at(0);
        open.set(1);
        film.at(EVERY_NANOS);
        assertThat(film.timeline().all(Sample::breaker)).containsExactly("closed", "open");
        assertThat(film.timeline().values(Sample::budget)).containsExactly(3, 3);
    }
}
