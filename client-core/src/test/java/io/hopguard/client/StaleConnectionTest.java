package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.FaultBench.Kind;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A kept connection that the server closes: while it is idle, or just as the next request goes out. */
class StaleConnectionTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration ALWAYS = Duration.ZERO;
    private static final int KEPT = 5;

    /** How the server ends a connection. */
    enum Ending {
        FIN,
        RESET;

        void end(RawServer.Connection connection) throws IOException {
            if (this == FIN) {
                connection.shutdownOutput();
            } else {
                connection.reset();
            }
        }
    }

    private static ResilientClient client(Duration validateAfterIdle) {
        return ResilientClient.builder()
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .circuitBreaker(b -> b.off())
                .connections(c -> c.validateAfterIdle(validateAfterIdle))
                .build();
    }

    /** The first connection ends after one answer, each other one goes on. */
    private static RawServer server(Ending ending, CountDownLatch ended) {
        return new RawServer(c -> {
            c.request();
            c.respond(200, "ok");
            if (c.number() == 1) {
                ending.end(c);
                ended.countDown();
                return;
            }
            while (c.request() != null) {
                c.respond(200, "ok");
            }
        });
    }

    private static void warmUp(ResilientClient client, RawServer server, CountDownLatch ended)
            throws InterruptedException {
        client.get(server.url()).send();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(client.keptConnections()).isOne();
    }

    @ParameterizedTest
    @CsvSource({"FIN,GET", "FIN,KEYED", "FIN,POST", "RESET,GET", "RESET,KEYED", "RESET,POST"})
    void aStaleConnectionFoundByTheCheckIsReplacedAndIsNoAttempt(Ending ending, Kind kind) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = server(ending, ended);
                ResilientClient client = client(ALWAYS)) {
            warmUp(client, server, ended);
            assertThat(kind.on(client, server.url()).send().attempts()).hasSize(1);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void onAConnectionThatWasResetNothingCanBeSentSoThatEveryRequestIsSentAgain(Kind kind) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = server(Ending.RESET, ended);
                ResilientClient client = client(NEVER)) {
            warmUp(client, server, ended);
            Response response = kind.on(client, server.url()).send();
            assertThat(response.attempts()).hasSize(2);
            assertThat(response.attempts().get(0).failure()).isNotNull();
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GET", "PUT", "KEYED"})
    void aRepeatableRequestOnAConnectionThatTheServerHasClosedIsSentAgain(Kind kind) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = server(Ending.FIN, ended);
                ResilientClient client = client(NEVER)) {
            warmUp(client, server, ended);
            assertThat(kind.on(client, server.url()).send().attempts()).hasSize(2);
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    /** The bytes have left, and nothing tells whether somebody read them. */
    @ParameterizedTest
    @EnumSource
    void aPostWithoutKeyOnAConnectionThatTheServerHasClosedIsSentOnceAndItsOutcomeIsUnknown(Mode mode)
            throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (RawServer server = server(Ending.FIN, ended);
                ResilientClient client = client(NEVER)) {
            warmUp(client, server, ended);
            HopguardException failure = Rig.failureOf(mode, Kind.POST.on(client, server.url()));
            assertThat(failure).isExactlyInstanceOf(ConnectionLostException.class);
            assertThat(failure.outcomeUnknown()).isTrue();
            assertThat(failure.attempts()).hasSize(1);
            assertThat(server.connections()).isOne();
        }
    }

    @ParameterizedTest
    @CsvSource({"FIN,GET,2", "FIN,KEYED,2", "FIN,POST,1", "RESET,GET,2", "RESET,KEYED,2", "RESET,POST,1"})
    void aConnectionThatClosesJustAsTheRequestComesIsTreatedLikeAnyLostOne(Ending ending, Kind kind, int attempts)
            throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(200, "ok");
                    c.request();
                    if (c.number() == 1) {
                        ending.end(c);
                    } else {
                        c.respond(200, "ok");
                    }
                });
                ResilientClient client = client(ALWAYS)) {
            client.get(server.url()).send();
            Throwable failure = attempts == 1
                    ? Rig.failureOf(Mode.BLOCKING, kind.on(client, server.url()))
                    : sent(client, kind, server);
            assertThat(failure == null || ((HopguardException) failure).outcomeUnknown())
                    .isTrue();
            assertThat(server.requests()).isEqualTo(1 + attempts);
        }
    }

    private static Throwable sent(ResilientClient client, Kind kind, RawServer server) {
        assertThat(kind.on(client, server.url()).send().attempts()).hasSize(2);
        return null;
    }

    /** A server that restarts takes all of its connections with it: none of them may cost an attempt each. */
    @ParameterizedTest
    @EnumSource(names = {"GET", "PUT", "KEYED"})
    void ofManyStaleConnectionsOnlyTheFirstCostsAnAttempt(Kind kind) throws Exception {
        CountDownLatch ended = new CountDownLatch(KEPT);
        CyclicBarrier all = new CyclicBarrier(KEPT);
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    if (c.number() <= KEPT) {
                        meet(all);
                        c.respond(200, "ok");
                        meet(all);
                        c.shutdownOutput();
                        ended.countDown();
                    } else {
                        c.respond(200, "ok");
                    }
                });
                ResilientClient client = client(NEVER)) {
            List<CompletableFuture<Response>> together = Stream.generate(
                            () -> client.get(server.url()).sendAsync())
                    .limit(KEPT)
                    .toList();
            together.forEach(Mode::result);
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.keptConnections()).isEqualTo(KEPT);
            assertThat(kind.on(client, server.url()).send().attempts()).hasSize(2);
            assertThat(server.requests()).isEqualTo(KEPT + 1);
        }
    }

    private static void meet(CyclicBarrier barrier) throws IOException {
        try {
            barrier.await(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
