package io.hopguard.client.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.policy.RetryBudgetPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a retry budget says that it has changed. */
class RetryTokensTest {
    private final List<Boolean> told = new ArrayList<>();
    private final RetryTokens tokens =
            new RetryTokens(RetryBudgetPolicy.builder().ratio(0.5).reserve(10).build(), told::add);

    private void spendAll() {
        for (int i = 0; i < 10; i++) {
            assertThat(tokens.withdraw()).isTrue();
        }
        assertThat(told).isEmpty();
        assertThat(tokens.withdraw()).isFalse();
    }

    @Test
    void exhaustionIsToldOnceHoweverManyRetriesAreRefused() {
        spendAll();
        tokens.withdraw();
        assertThat(told).containsExactly(true);
    }

    @Test
    void recoveryIsToldOnceHalfOfTheBudgetIsThereAgain() {
        spendAll();
        for (int call = 0; call < 9; call++) {
            tokens.deposit();
        }
        assertThat(told).containsExactly(true);
        tokens.deposit();
        tokens.deposit();
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void aSuccessPaysForTheRetriesOfAnotherCallUpToWhatTheBucketHolds() {
        spendAll();
        tokens.succeeded();
        assertThat(tokens.shown()).isEqualTo("2/10");
        for (int success = 0; success < 20; success++) {
            tokens.succeeded();
        }
        assertThat(tokens.shown()).isEqualTo("10/10");
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void whereSuccessesPayNothingOnlyCallsDo() {
        tokens.follow(rules(10).perSuccess(0).build());
        spendAll();
        tokens.succeeded();
        assertThat(tokens.withdraw()).isFalse();
    }

    private static RetryBudgetPolicy.Builder rules(int reserve) {
        return RetryBudgetPolicy.builder().ratio(0.5).reserve(reserve);
    }

    @Test
    void underOtherRulesItGoesOnWithWhatIsLeft() {
        tokens.withdraw();
        tokens.follow(rules(100).build());
        assertThat(tokens.shown()).isEqualTo("9/100");
        tokens.follow(rules(0).build());
        assertThat(tokens.shown()).isEqualTo("9/10");
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsHalfFullUnderOtherRulesHasRecovered() {
        tokens.follow(rules(100).build());
        spendAll();
        for (int call = 0; call < 20; call++) {
            tokens.deposit();
        }
        assertThat(told).containsExactly(true);
        tokens.follow(rules(10).build());
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void whatIsSwitchedOffIsNotExhausted() {
        spendAll();
        tokens.follow(rules(10).enabled(false).build());
        assertThat(tokens.withdraw()).isTrue();
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void anEmptyOneStaysExhaustedUnderOtherRules() {
        spendAll();
        tokens.follow(rules(100).build());
        assertThat(tokens.withdraw()).isFalse();
        assertThat(told).containsExactly(true);
    }
}
