package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls for which there is no place. The one that has it makes the other from within its transport. */
class BulkheadTest {
    private HopguardException refusal;

    @AfterEach
    void forgetTheInterrupt() {
        Thread.interrupted();
    }

    private Rig onePlace(Duration maxWait) {
        return new Rig()
                .with(builder -> builder.bulkhead(
                        bulkhead -> bulkhead.maxConcurrentCalls(1).maxWait(maxWait)));
    }

    private HopguardException refusalDuringAnotherCall(Mode mode, Rig rig) {
        rig.then(exchange -> {
            refusal = failureOf(mode, rig.client().get("/second"));
            return ScriptedTransport.answers(200).execute(exchange);
        });
        assertThat(rig.client().get("/first").send().status()).isEqualTo(200);
        return refusal;
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatFindsNoPlaceInTimeIsRefused(Mode mode) {
        Rig rig = onePlace(ofMillis(300));
        HopguardException failure = refusalDuringAnotherCall(mode, rig);
        assertThat(failure)
                .isExactlyInstanceOf(BulkheadFullException.class)
                .hasMessage("GET /second failed in 300 ms of 10 s: bulkhead full: 1 calls are under way");
        assertThat(failure.attempts()).isEmpty();
        assertThat(rig.transport.attempts()).isOne();
        assertThat(rig.time.passed()).isEqualTo(ofMillis(300));
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatMayNotWaitIsRefusedAtOnce(Mode mode) {
        Rig rig = onePlace(Duration.ZERO);
        assertThat(refusalDuringAnotherCall(mode, rig)).isExactlyInstanceOf(BulkheadFullException.class);
        assertThat(rig.time.parked()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void waitingForAPlaceEndsWithTheDeadline(Mode mode) {
        Rig rig = onePlace(ofSeconds(30)).with(builder -> builder.timeouts(t -> t.total(ofSeconds(2))));
        HopguardException refusal = refusalDuringAnotherCall(mode, rig);
        assertThat(refusal)
                .isExactlyInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("bulkhead full: 1 calls are under way");
        assertThat(refusal.diagnosis().causes()).hasToString("[OVERLOADED]");
        assertThat(rig.time.passed()).isEqualTo(ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptEndsTheWaitAndIsKept(Mode mode) {
        Rig rig = onePlace(ofMillis(300));
        boolean[] kept = {false};
        rig.time.whileParked(() -> Thread.currentThread().interrupt());
        rig.then(exchange -> {
            refusal = failureOf(mode, rig.client().get("/second"));
            kept[0] = Thread.interrupted();
            return ScriptedTransport.answers(200).execute(exchange);
        });
        rig.client().get("/first").send();
        assertThat(refusal).isExactlyInstanceOf(CallCancelledException.class);
        assertThat(kept[0]).as("flag").isTrue();
        assertThat(rig.time.parked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aPlaceThatBecomesFreeInTimeIsTaken(Mode mode) throws InterruptedException {
        Rig rig = onePlace(ofMillis(300));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch mayLeave = new CountDownLatch(1);
        rig.then(exchange -> {
            inside.countDown();
            await(mayLeave);
            return ScriptedTransport.answers(200).execute(exchange);
        });
        rig.then(ScriptedTransport.answers(201));
        CompletableFuture<Response> first =
                CompletableFuture.supplyAsync(() -> rig.client().get("/first").send());
        inside.await();
        rig.time.whileParked(() -> {
            mayLeave.countDown();
            Mode.result(first);
        });
        assertThat(mode.send(rig.client().get("/second")).status()).isEqualTo(201);
        assertThat(rig.time.parked()).hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
