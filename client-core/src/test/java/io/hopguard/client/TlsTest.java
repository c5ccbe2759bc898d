package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS over real sockets: whom the client trusts, and what becomes of a handshake that fails. */
class TlsTest {
    @TempDir
    private static Path folder;

    private static SSLContext context;

    @BeforeAll
    static void makeCertificate() throws Exception {
        context = SelfSigned.context(folder, "ip:127.0.0.1");
    }

    private static RawServer server(SSLContext tls) throws IOException {
        return new RawServer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), c -> {
                    while (c.request() != null) {
                        c.respond(200, "ok");
                    }
                });
    }

    private static ResilientClientBuilder client() {
        return ResilientClient.builder()
                .timeouts(t -> t.tls(Duration.ofMillis(300)))
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    @Test
    void aTrustedServerIsTalkedTo() throws IOException {
        try (RawServer server = server(context);
                ResilientClient client = client().sslContext(context).build()) {
            assertThat(client.get(server.url("https")).fetch(String.class)).isEqualTo("ok");
        }
    }

    @Test
    void anUntrustedCertificateIsRefusedInOneAttempt() throws IOException {
        try (RawServer server = server(context);
                ResilientClient client = client().build()) {
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.get(server.url("https")).send());
            assertThat(failure).isInstanceOf(TlsException.class);
            assertThat(failure.attempts()).hasSize(1);
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() throws Exception {
        SSLContext other = SelfSigned.context(folder.resolve("other"), "dns:elsewhere.example");
        try (RawServer server = server(other);
                ResilientClient client = client().sslContext(other).build()) {
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.get(server.url("https")).send()))
                    .isInstanceOf(TlsException.class);
        }
    }

    @Test
    void aHandshakeThatIsCutIsAFailedConnectionAndTriedAgain() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.pause(5_000);
                    c.reset();
                });
                ResilientClient client = client().build()) {
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.post(server.url("https")).send());
            assertThat(failure).isInstanceOf(ConnectFailedException.class);
            assertThat(failure.attempts()).hasSize(3);
            assertThat(failure.phase()).isEqualTo(Phase.TLS);
            assertThat(failure.outcomeUnknown()).isFalse();
        }
    }

    @Test
    void aHandshakeThatStallsEndsWithItsLimit() throws IOException {
        try (RawServer server = new RawServer(c -> c.pause(30_000));
                ResilientClient client = client().retry(r -> r.off()).build()) {
            HopguardException failure = catchThrowableOfType(
                    HopguardException.class,
                    () -> client.get(server.url("https")).send());
            assertThat(failure).isInstanceOf(ConnectFailedException.class);
            assertThat(failure.phase()).isEqualTo(Phase.TLS);
        }
    }
}
