package io.hopguard.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.kernel.CallControl;
import io.hopguard.client.internal.kernel.CallObserver;
import io.hopguard.client.internal.kernel.DeadlineReaper;
import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Streaming;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.TimeoutPolicy;
import io.hopguard.client.policy.TlsVersion;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A streamed call's attempt that is ended just when its head has come. */
@Timeout(60)
class AbortedStreamTest {
    private static final int RACES = 4_000;

    /** Where the aborting thread hardly ever gets a processor, more races; but not for ever. */
    private static final int ENOUGH_WON = 20;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int SPIN_NANOS = 20_000;
    private static final long TOTAL_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final RawServer server = new RawServer(connection -> {
        while (connection.request() != null) {
            connection.respond(200, "whole");
        }
    });
    private final HcTransport transport = transport();
    private final AtomicReference<AttemptRun> doomed = new AtomicReference<>();
    private volatile boolean over;

    @AfterEach
    void close() throws IOException {
        over = true;
        transport.close();
        server.close();
    }

    private static HcTransport transport() {
        HcConnections.Settings settings = new HcConnections.Settings(
                ConnectionPolicy.builder().build(),
                1,
                1,
                Duration.ofSeconds(1),
                new HcConnections.Tls(null, null, TlsVersion.TLS_1_2),
                null,
                ProxyPolicy.builder().build());
        return new HcTransport(
                "test",
                settings,
                TimeoutPolicy.builder().build(),
                ResponseLimits.builder().build(),
                "test");
    }

    private void abortTheDoomed() {
        while (!over) {
            AttemptRun run = doomed.getAndSet(null);
            if (run != null) {
                spin(ThreadLocalRandom.current().nextInt(SPIN_NANOS));
                run.abort();
            }
            Thread.onSpinWait();
        }
    }

    private static void spin(int nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    /** An attempt that is doomed from the moment on at which its head has come. */
    private AttemptRun attempt(Deadline deadline) {
        AtomicReference<AttemptRun> self = new AtomicReference<>();
        AttemptRun run = new AttemptRun(1, deadline, () -> {
            AttemptRun made = self.get();
            if (made != null && made.phase() == Phase.RESPONSE) {
                doomed.set(made);
            }
            return System.nanoTime();
        });
        self.set(run);
        return run;
    }

    private String stream(Request request) throws IOException {
        Deadline deadline = Deadline.after(TOTAL_NANOS, System::nanoTime);
        CallControl control = new CallControl(TOTAL_NANOS, System::nanoTime, System.nanoTime());
        try (DeadlineReaper reaper = new DeadlineReaper(Time.SYSTEM, "test");
                Streaming streaming = new Streaming(reaper, Time.SYSTEM, TOTAL_NANOS, null, new CallObserver() {})) {
            Response head = transport.execute(new Exchange(request, control, attempt(deadline)).streaming(streaming));
            try (InputStream body = streaming.body(head)) {
                return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }

    @Test
    void anAttemptThatEndsBeforeItsBodyIsHandedOutNeverGivesAnEmptyOne() throws IOException {
        Thread aborter = new Thread(this::abortTheDoomed, "aborter");
        aborter.setDaemon(true);
        aborter.start();
        Request request = Request.builder("GET", server.url()).build();
        int won = 0;
        long end = System.nanoTime() + MOST_NANOS;
        for (int i = 0; i < RACES || won < ENOUGH_WON && System.nanoTime() - end < 0; i++) {
            try {
                assertThat(stream(request)).isEqualTo("whole");
            } catch (HopguardException e) {
                won++;
            }
        }
        assertThat(transport.leased()).isZero();
    }
}
