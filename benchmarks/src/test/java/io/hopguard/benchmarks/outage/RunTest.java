package io.hopguard.benchmarks.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.benchmarks.outage.peer.FixedRetry;
import io.hopguard.benchmarks.outage.peer.Hopguard;
import io.hopguard.benchmarks.outage.peer.NoResilience;
import io.hopguard.benchmarks.outage.upstream.Behaviour;
import io.hopguard.benchmarks.outage.upstream.Reaction;
import io.hopguard.benchmarks.outage.upstream.Server.Capacity;
import io.hopguard.benchmarks.outage.upstream.Span;
import org.junit.jupiter.api.Test;

/** The figures are those that can be worked out by hand. */
class RunTest {
    private static final Span TROUBLE = Span.seconds(5, 10);

    private static Scenario scenario(Behaviour behaviour) {
        return new Scenario(
                "small",
                "",
                20,
                TROUBLE,
                TROUBLE,
                Arrivals.steady(20),
                stage -> stage.clientOf(stage.counted(stage.server(Capacity.UNLIMITED, behaviour))));
    }

    private static Behaviour well() {
        return Behaviour.always(Reaction.of(200, 10));
    }

    private static Figures figures(Behaviour behaviour, Row row) {
        return Run.of(scenario(behaviour), row, Run.SEED);
    }

    private static final Row NONE = new Row("none", "", NoResilience::new);

    @Test
    void withoutTroubleEverythingSucceedsAtOnceAndNothingIsWasted() {
        Figures figures = figures(well(), NONE);

        assertThat(figures.success()).isEqualTo(1);
        assertThat(figures.p50Nanos()).isEqualTo(10_000_000);
        assertThat(figures.p99Nanos()).isEqualTo(10_000_000);
        assertThat(figures.amplification()).isEqualTo(1);
        assertThat(figures.wasted()).isZero();
        assertThat(figures.recoverySeconds()).isZero();
        assertThat(figures.overruns()).isZero();
    }

    @Test
    void threeAttemptsAtWhatAlwaysFailsAreThreeRequestsForEachCall() {
        Behaviour failing = well().but(Span.seconds(5, 12), Behaviour.always(Reaction.of(502, 10)));

        Figures figures = figures(failing, new Row("fixed", "", FixedRetry::new));

        assertThat(figures.success()).isZero();
        assertThat(figures.amplification()).isEqualTo(3);
        assertThat(figures.p50Nanos()).isEqualTo(1_030_000_000);
        assertThat(figures.wasted()).isEqualTo(1);
        assertThat(figures.recoverySeconds())
                .as("the last call that fails for good began a second before")
                .isEqualTo(1);
    }

    @Test
    void whoWaitsLongerThanTheUserHasIsAnOverrun() {
        Figures figures =
                figures(well().but(TROUBLE, Behaviour.always(Reaction.SILENCE)), new Row("", "", FixedRetry::new));

        assertThat(figures.overruns()).isPositive();
        assertThat(figures.success()).isZero();
    }

    @Test
    void whatComesAfterItsClientHasGoneIsWasted() {
        Figures figures = figures(well().but(TROUBLE, Behaviour.always(Reaction.of(200, 11_000))), NONE);

        assertThat(figures.success()).isZero();
        assertThat(figures.wasted()).isEqualTo(1);
    }

    @Test
    void theClientKeepsItsDeadlineToTheNanosecond() {
        Row once = new Row(
                "",
                "",
                site -> new Hopguard(
                        site,
                        builder -> builder.circuitBreaker(b -> b.off())
                                .retry(r -> r.maxAttempts(1))
                                .bulkhead(b -> b.off())));

        Figures figures = figures(well().but(TROUBLE, Behaviour.always(Reaction.SILENCE)), once);

        assertThat(figures.p50Nanos()).isEqualTo(10_000_000_000L);
        assertThat(figures.overruns()).isZero();
    }

    @Test
    void theClientsRetriesStayWithinItsBudgetWithoutABreaker() {
        Row budget = new Row("", "", site -> new Hopguard(site, builder -> builder.circuitBreaker(b -> b.off())));

        Figures figures = figures(well().but(TROUBLE, Behaviour.always(Reaction.of(502, 10))), budget);

        // 10 of reserve and a tenth of each of about 100 calls.
        assertThat(figures.amplification()).isBetween(1.15, 1.25);
    }

    @Test
    void anOpenBreakerLetsProbesThroughWhenItsVirtualTimeHasCome() {
        Row hopguard = new Row("", "", site -> new Hopguard(site, builder -> {}));

        Figures figures = figures(well().but(TROUBLE, Behaviour.always(Reaction.of(502, 10))), hopguard);

        assertThat(figures.amplification()).isLessThan(0.5);
        assertThat(figures.recoverySeconds()).isBetween(1, 6);
    }

    @Test
    void theSameRunHasTheSameFiguresEveryTime() {
        Scenario scenario = Scenarios.all().get(1);
        Row hopguard = new Row("", "", site -> new Hopguard(site, builder -> {}));

        Figures one = Run.of(scenario, hopguard, Run.SEED);
        Figures other = Run.of(scenario, hopguard, Run.SEED);

        assertThat(other).usingRecursiveComparison().isEqualTo(one);
    }
}
