package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a forward proxy can do to a client that asks it for a tunnel. */
@Timeout(30)
class ProxyFaultTest {
    private static final String TARGET = "https://api.test/";

    private static RawServer proxy(String answer) {
        return new RawServer(c -> {
            c.head();
            c.send(answer);
            c.pause(20_000);
        });
    }

    private static ResilientClientBuilder through(RawServer proxy) {
        return ResilientClient.builder()
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .timeouts(t -> t.connect(Duration.ofMillis(300)))
                .proxy(p -> p.uri(proxy.url()));
    }

    /** The failure of a POST, which may be repeated only because nothing of it has been sent. */
    private static HopguardException failure(Mode mode, ResilientClientBuilder builder) {
        try (ResilientClient client = builder.build()) {
            HopguardException failure = Rig.failureOf(mode, client.post(TARGET).text("body"));
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.keptConnections()).isZero();
            assertThat(failure.outcomeUnknown()).isFalse();
            return failure;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, 1, it does not allow a tunnel to this target",
        "429, 3, it opened no tunnel",
        "502, 3, it could not reach the target",
        "503, 3, it could not reach the target",
        "504, 3, it did not reach the target in time",
        "302, 1, it opened no tunnel",
    })
    void aRefusalIsTheProxysAndRepeatedWhereThatMayHelp(int status, int attempts, String words) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\nVia: p\r\nLocation: http://x.test/\r\nContent-Length: 2\r\n\r\n";
        try (RawServer proxy = proxy(head + "no")) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(failure).isExactlyInstanceOf(ProxyRefusedException.class);
            assertThat(failure).hasMessageContaining(status + " by the proxy: " + words);
            assertThat(failure.attempts()).hasSize(attempts);
            assertThat(failure.phase()).isEqualTo(Phase.PROXY);
            assertThat(((ProxyRefusedException) failure).bodyText()).isEqualTo("no");
        }
    }

    @Test
    void aPauseThatTheProxyAsksForIsKept() throws IOException {
        try (RawServer proxy = proxy("HTTP/1.1 503 X\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n")) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(failure).hasMessageContaining("Retry-After 60 s");
            assertThat(failure.attempts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 403 X\r\n\r\nhalf a bo",
                "HTTP/1.1 403 X\r\nContent-Length: 5000000000\r\n\r\nhalf a bo",
                "HTTP/1.1 403 X\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhalf a bo",
            })
    void aRefusalCountsHoweverItsBodyEnds(String answer) throws IOException {
        try (RawServer proxy = proxy(answer)) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(failure).isExactlyInstanceOf(ProxyRefusedException.class);
            assertThat("half a bo").startsWith(((ProxyRefusedException) failure).bodyText());
        }
    }

    @Test
    void ofARefusalsBodyOnlyTheBeginningIsKept() throws IOException {
        try (RawServer proxy = proxy("HTTP/1.1 403 X\r\n\r\n" + "x".repeat(200_000))) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(((ProxyRefusedException) failure).bodyText()).hasSize(16 * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 101 X\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nsurplus",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
            })
    void anAnswerThatIsNotHttpOrGoesOnIsRefused(String answer) throws IOException {
        try (RawServer proxy = proxy(answer)) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(failure).isExactlyInstanceOf(MalformedResponseException.class);
            assertThat(failure.phase()).isEqualTo(Phase.PROXY);
        }
    }

    @Test
    void aProxyThatSaysNothingEndsWithTheConnectLimit() throws IOException {
        try (RawServer proxy = proxy("")) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(failure).isExactlyInstanceOf(ConnectFailedException.class);
            assertThat(failure).hasMessageContaining("the proxy opened no tunnel in time");
            assertThat(failure.attempts()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aProxyThatCutsIsAFailedConnection(boolean reset) throws IOException {
        try (RawServer proxy = new RawServer(c -> {
            c.head();
            c.send("HTTP/1.1 200 OK\r\nX: ");
            if (reset) {
                c.reset();
            }
        })) {
            HopguardException failure = failure(Mode.BLOCKING, through(proxy));
            assertThat(failure).isExactlyInstanceOf(ConnectFailedException.class);
            assertThat(failure).hasMessageContaining("the proxy cut the connection instead of opening a tunnel");
            assertThat(failure.phase()).isEqualTo(Phase.PROXY);
            assertThat(failure.attempts()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProxyThatDripsIsEndedByTheDeadline(Mode mode) throws IOException {
        try (RawServer proxy = new RawServer(c -> {
            c.head();
            c.send("HTTP/1.1 200 OK\r\nX: ");
            c.drip("x", 20);
        })) {
            // The first call loads classes, which is not what is measured.
            failure(mode, through(proxy).timeouts(t -> t.total(Duration.ofMillis(400))));
            long start = System.nanoTime();
            HopguardException failure = failure(mode, through(proxy).timeouts(t -> t.total(Duration.ofMillis(400))));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
            assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(failure).hasMessageContaining("timed out while asking the proxy for a tunnel");
            assertThat(failure.phase()).isEqualTo(Phase.PROXY);
        }
    }

    @Test
    void aRefusalThatDripsIsEndedByTheDeadlineToo() throws IOException {
        try (RawServer proxy = new RawServer(c -> {
            c.head();
            c.send("HTTP/1.1 403 X\r\n\r\n");
            c.drip("x", 20);
        })) {
            HopguardException failure =
                    failure(Mode.BLOCKING, through(proxy).timeouts(t -> t.total(Duration.ofMillis(400))));
            assertThat(failure).isExactlyInstanceOf(DeadlineExceededException.class);
            assertThat(failure.phase()).isEqualTo(Phase.PROXY);
        }
    }

    @Test
    void aHandshakeThatStallsInsideTheTunnelEndsWithItsOwnLimit() throws IOException {
        try (RawServer proxy = proxy("HTTP/1.0 200 OK\r\n\r\n")) {
            HopguardException failure = failure(
                    Mode.BLOCKING, through(proxy).retry(r -> r.off()).timeouts(t -> t.tls(Duration.ofMillis(200))));
            assertThat(failure).isExactlyInstanceOf(ConnectFailedException.class);
            assertThat(failure.phase()).isEqualTo(Phase.TLS);
        }
    }

    @Test
    void aProxyThatIsNotThereIsCalledTheProxy() throws IOException {
        RawServer gone = proxy("");
        gone.close();
        assertThat(failure(Mode.BLOCKING, through(gone)))
                .isExactlyInstanceOf(ConnectFailedException.class)
                .hasMessageContaining("connection to the proxy refused");
    }
}
