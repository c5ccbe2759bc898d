package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Time;
import org.junit.jupiter.api.Test;

/** A call is under way from the moment it is asked for. */
class AsyncCallsTest {
    /** Or else a client that is closing with a grace period would not wait for it. */
    @Test
    void aCallIsUnderWayAlsoBetweenTheQueueAndThePipeline() {
        DeadlineReaper reaper = new DeadlineReaper(Time.SYSTEM, "test");
        try (ResilientClient client = ResilientClient.builder().build()) {
            Calls calls =
                    new Calls(client.settings(), new CallObserver() {}, exchange -> null, reaper, null, () -> true);
            AsyncCalls async = new AsyncCalls(calls, Runnable::run, reaper, Time.SYSTEM, () -> true);
            Request request = Request.builder("GET", "http://api.test/").build();
            assertThat(async.start(request, (made, control) -> reaper.watched(), watched -> {}))
                    .isCompletedWithValue(1);
            assertThat(reaper.watched()).isZero();
        }
    }
}
