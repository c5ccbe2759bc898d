package io.hopguard.client.budget;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scopes go where Micrometer's context propagation carries them; nothing is registered by hand. */
class DeadlineScopeAccessorTest {
    private final ContextSnapshotFactory snapshots =
            ContextSnapshotFactory.builder().build();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        thread.shutdown();
    }

    private static long remainingSeconds() {
        DeadlineScope current = DeadlineScope.current();
        Deadline deadline = current == null ? null : current.deadline();
        return deadline == null
                ? -1
                : ofSeconds(0).plusNanos(deadline.remainingNanos()).toSeconds();
    }

    @Test
    void aScopeIsCarriedToTheExecutorsThreadAndDoesNotStayThere() throws Exception {
        ExecutorService carrying = ContextExecutorService.wrap(thread, snapshots::captureAll);
        Future<Long> inside;
        try (DeadlineScope scope = DeadlineScope.open(ofSeconds(30))) {
            assertThat(scope.deadline()).isNotNull();
            inside = carrying.submit(DeadlineScopeAccessorTest::remainingSeconds);
        }
        assertThat(inside.get()).isBetween(25L, 30L);
        assertThat(thread.submit(DeadlineScopeAccessorTest::remainingSeconds).get())
                .isEqualTo(-1);
    }

    @Test
    void aScopeOfTheThreadItComesToIsNotLengthened() {
        ContextSnapshot snapshot;
        try (DeadlineScope scope = DeadlineScope.open(ofMinutes(30))) {
            assertThat(scope.deadline()).isNotNull();
            snapshot = snapshots.captureAll();
        }
        try (DeadlineScope own = DeadlineScope.open(ofSeconds(10))) {
            try (ContextSnapshot.Scope carried = snapshot.setThreadLocals()) {
                assertThat(carried).isNotNull();
                assertThat(remainingSeconds()).isBetween(5L, 10L);
            }
            assertThat(DeadlineScope.current()).isSameAs(own);
        }
        assertThat(DeadlineScope.current()).isNull();
    }

    @Test
    void whatWasCapturedWithoutAScopeRunsWithoutOneWhereThatIsAskedFor() {
        ContextSnapshotFactory clearing =
                ContextSnapshotFactory.builder().clearMissing(true).build();
        ContextSnapshot without = clearing.captureAll();
        try (DeadlineScope own = DeadlineScope.open(ofSeconds(10))) {
            try (ContextSnapshot.Scope cleared = without.setThreadLocals()) {
                assertThat(cleared).isNotNull();
                assertThat(remainingSeconds()).isEqualTo(-1);
            }
            assertThat(DeadlineScope.current()).isSameAs(own);
        }
        assertThat(DeadlineScope.current()).isNull();
    }

    @Test
    void anObservingScopeGoesOnCountingOnTheOtherThread() throws Exception {
        ExecutorService carrying = ContextExecutorService.wrap(thread, snapshots::captureAll);
        try (DeadlineScope observing = DeadlineScope.observing(Deadline.after(ofSeconds(0)))) {
            carrying.submit(() -> DeadlineScope.current().callEnded()).get();
            assertThat(observing.wouldHaveEnded()).isOne();
        }
    }
}
