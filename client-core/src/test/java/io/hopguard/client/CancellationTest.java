package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that somebody ends. */
class CancellationTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aFutureThatIsCancelledDuringTheBackOffSendsNothingMore() {
        Rig rig = new Rig().with(builder -> builder.executor(tasks::add)).then(ScriptedTransport.answers(503));
        CompletableFuture<Response> future = rig.client().get("/orders").sendAsync();
        rig.time.whileParked(() -> future.cancel(true));
        tasks.remove().run();
        assertThat(future).isCancelled();
        assertThat(rig.transport.attempts()).isOne();
        assertThat(rig.time.parked()).hasSize(1);
    }

    @Test
    void aFutureThatIsCancelledBeforeItsTurnSendsNothing() {
        Rig rig = new Rig().with(builder -> builder.executor(tasks::add)).then(ScriptedTransport.answers(200));
        rig.client().get("/orders").sendAsync().cancel(true);
        tasks.remove().run();
        assertThat(rig.transport.attempts()).isZero();
    }

    @Test
    void timeInTheQueueCounts() {
        Rig rig = new Rig().with(builder -> builder.executor(tasks::add)).then(ScriptedTransport.answers(200));
        CompletableFuture<Response> future = rig.client().get("/orders").sendAsync();
        rig.time.advance(java.time.Duration.ofSeconds(10));
        tasks.remove().run();
        assertThat(future).isCompletedExceptionally();
        assertThat(rig.transport.attempts()).isZero();
    }

    @Test
    void anExecutorThatIsFullRefusesTheCall() {
        Rig rig = new Rig()
                .with(builder -> builder.executor(task -> {
                    throw new RejectedExecutionException("full");
                }));
        assertThat(failureOf(Mode.ASYNC, rig.client().get("/orders"))).isExactlyInstanceOf(BulkheadFullException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheBackOffAndIsKept(Mode mode) {
        Rig rig = new Rig().then(Fault.LOST);
        rig.time.whileParked(() -> Thread.currentThread().interrupt());
        HopguardException failure = failureOf(mode, rig.client().get("/orders"));
        assertThat(failure).isExactlyInstanceOf(CallCancelledException.class);
        assertThat(failure).hasCauseExactlyInstanceOf(ConnectionLostException.class);
        assertThat(failure).hasMessageContaining("interrupted while waiting before the next attempt");
        assertThat(failure.attempts()).hasSize(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void closingTheClientEndsTheBackOff(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(503));
        rig.time.whileParked(() -> rig.client().close());
        assertThat(failureOf(mode, rig.client().get("/orders")))
                .isExactlyInstanceOf(CallCancelledException.class)
                .hasMessageContaining("because the client was closed");
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedClientRefusesCalls(Mode mode) {
        Rig rig = new Rig();
        rig.client().close();
        assertThat(failureOf(mode, rig.client().get("/orders"))).isExactlyInstanceOf(ClientClosedException.class);
    }
}
