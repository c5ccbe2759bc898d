package io.hopguard.client.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread's scopes: what is current, what they bound, and how they end. */
class DeadlineScopeTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

    private Deadline in(long nanos) {
        return Deadline.after(nanos, clock::get);
    }

    private static long left(DeadlineScope scope) {
        Deadline deadline = scope.deadline();
        return deadline == null ? -1 : deadline.remainingNanos();
    }

    private static DeadlineScope current() {
        DeadlineScope scope = DeadlineScope.current();
        assertThat(scope).isNotNull();
        return scope;
    }

    @AfterEach
    void nothingIsLeftOnTheThread() {
        assertThat(DeadlineScope.current()).isNull();
    }

    @Test
    void anInnerScopeCanOnlyShorten() {
        try (DeadlineScope outer = DeadlineScope.open(in(100))) {
            try (DeadlineScope longer = DeadlineScope.open(in(200))) {
                assertThat(left(longer)).isEqualTo(100);
            }
            try (DeadlineScope shorter = DeadlineScope.open(in(50))) {
                assertThat(left(shorter)).isEqualTo(50);
                assertThat(DeadlineScope.current()).isSameAs(shorter);
            }
            assertThat(DeadlineScope.current()).isSameAs(outer);
            assertThat(left(outer)).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aTimeThatIsNoneLeavesNone(long seconds) {
        try (DeadlineScope scope = DeadlineScope.open(Duration.ofSeconds(seconds))) {
            assertThat(left(scope)).isNotPositive();
        }
    }

    @Test
    void closingTheOuterScopeFirstIsAnErrorThatLeavesTheThreadClean() {
        DeadlineScope outer = DeadlineScope.open(in(100));
        DeadlineScope inner = DeadlineScope.open(in(50));
        assertThatThrownBy(outer::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("try-with-resources");
        assertThat(DeadlineScope.current()).isNull();
        try (DeadlineScope next = DeadlineScope.open(in(70))) {
            inner.close();
            outer.close();
            assertThat(DeadlineScope.current()).isSameAs(next);
        }
    }

    @Test
    void closingOnAnotherThreadIsAnErrorThatNamesTheFix() {
        try (DeadlineScope scope = DeadlineScope.open(in(100))) {
            assertThatThrownBy(() -> CompletableFuture.runAsync(scope::close).join())
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("DeadlineScope.wrap");
            assertThat(DeadlineScope.current()).isSameAs(scope);
        }
    }

    @Test
    void anotherThreadHasNoScopeUnlessItIsCarriedThere() throws Exception {
        try (DeadlineScope scope = DeadlineScope.open(in(100))) {
            Callable<Long> carried = DeadlineScope.wrap(() -> left(current()));
            Runnable run = DeadlineScope.wrap(
                    (Runnable) () -> assertThat(left(current())).isEqualTo(100));
            assertThat(elsewhere(DeadlineScope::current)).isNull();
            assertThat(elsewhere(carried)).isEqualTo(left(scope));
            CompletableFuture.runAsync(run).join();
        }
    }

    @Test
    void carriedWorkDoesNotLengthenTheScopeOfTheThreadThatRunsIt() throws Exception {
        Callable<Long> carried;
        try (DeadlineScope wide = DeadlineScope.open(in(100))) {
            carried = DeadlineScope.wrap(() -> left(current()));
            assertThat(left(wide)).isEqualTo(100);
        }
        try (DeadlineScope narrow = DeadlineScope.open(in(10))) {
            assertThat(carried.call()).isEqualTo(10);
            assertThat(DeadlineScope.current()).isSameAs(narrow);
        }
    }

    @Test
    void withoutAScopeThereIsNothingToCarry() {
        Runnable task = () -> {};
        assertThat(DeadlineScope.wrap(task)).isSameAs(task);
    }

    @Test
    void anObservingScopeCountsButDoesNotBound() throws Exception {
        try (DeadlineScope bounding = DeadlineScope.open(in(100));
                DeadlineScope observing = DeadlineScope.observing(in(10))) {
            assertThat(left(observing)).isEqualTo(100);
            assertThat(observing.callEnded()).isFalse();
            clock.addAndGet(10);
            assertThat(observing.callEnded()).isTrue();
            assertThat(elsewhere(DeadlineScope.wrap(() -> current().callEnded())))
                    .isTrue();
            assertThat(observing.wouldHaveEnded()).isEqualTo(2);
            assertThat(bounding.wouldHaveEnded()).isZero();
        }
    }

    private static <T> T elsewhere(Callable<T> task) throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return task.call();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .join();
    }
}
