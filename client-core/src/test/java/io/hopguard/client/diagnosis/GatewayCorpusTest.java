package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Diagnoses what real gateways sent for known causes. */
class GatewayCorpusTest {
    private static final List<GatewayCase> CASES = GatewayCase.all();
    private static final GatewayScore SCORE = GatewayScore.of(CASES, Diagnoser.standard());

    @Test
    void noAnswerIsGivenToAProductThatDidNotMakeIt() {
        System.out.println("captured gateways: " + SCORE);
        assertThat(SCORE.wrongProducts).isEmpty();
    }

    @Test
    void nobodyIsBlamedForAnAnswerOfAnother() {
        assertThat(SCORE.wrongProducers).isEmpty();
    }

    @Test
    void theTrueCauseIsAmongTheCauses() {
        assertThat(SCORE.missedCauses).as("of %d", SCORE.cases).hasSizeLessThanOrEqualTo(SCORE.cases / 100);
    }

    @Test
    void aProductIsNamedWhereItsMarksAre() {
        assertThat(SCORE.marked).isGreaterThan(150);
        assertThat(SCORE.unnamed).as("of %d", SCORE.marked).hasSizeLessThanOrEqualTo(SCORE.marked / 10);
    }

    @Test
    void theSetsOfCausesAreAlmostAsSmallAsTheAnswersAllow() {
        assertThat(SCORE.meanSize()).isLessThanOrEqualTo(1.5 * SCORE.smallestMeanSize());
    }

    @Test
    void anAnswerTakesSomeMicroseconds() {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 40; round++) {
            long start = System.nanoTime();
            CASES.forEach(one -> Diagnoser.standard().diagnose(one.facts()));
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(Locale.ROOT, "captured gateways: %.1f microseconds for one%n", best / 1000.0 / CASES.size());
        assertThat(best).isPositive();
    }

    @Test
    void aProductThatIsNotKnownIsNotTakenForAnother() {
        Knowledge all = Diagnoser.standard().knowledge();
        for (Product product : all.products()) {
            if (product.isNamed()) {
                GatewayScore without = GatewayScore.of(CASES, new Diagnoser(all.without(product.name())));
                assertThat(without.wrongProducts).as("without %s", product).isEmpty();
                assertThat(without.wrongProducers).as("without %s", product).isEmpty();
            }
        }
    }

    @Test
    void withoutAnyProductNothingIsNamedAndNobodyBlamed() {
        Knowledge none = Diagnoser.standard().knowledge();
        for (Product product : none.products()) {
            none = product.isNamed() ? none.without(product.name()) : none;
        }
        GatewayScore score = GatewayScore.of(CASES, new Diagnoser(none));
        assertThat(score.unnamed).hasSize(score.marked);
        assertThat(score.wrongProducers).isEmpty();
    }

    /** The facts that a saved answer has: no time, and no word of the connection. */
    @Test
    void savedAnswersAreDiagnosedWithoutTheirTime() {
        GatewayScore score =
                GatewayScore.of(CASES.stream().map(GatewayCase::saved).toList(), Diagnoser.standard());
        System.out.println("saved answers: " + score);
        assertThat(score.wrongProducts).isEmpty();
        assertThat(score.wrongProducers).isEmpty();
        assertThat(score.missedCauses).hasSizeLessThanOrEqualTo(score.cases / 100);
    }
}
