package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.TlsVersion;
import io.hopguard.client.wire.Certificates;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.TlsListener;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What TLS can do to a call, told in words that say which. */
class TlsFailuresTest {
    private static Certificates.Made honest;
    private static Certificates.Made authority;

    @BeforeAll
    static void makeCertificate() throws Exception {
        honest = Certificates.with().ip("127.0.0.1").make();
        authority = Certificates.with().commonName("authority").authority().make();
    }

    static RawServer server(SSLContext context, String version, RawServer.Script script) throws Exception {
        return new RawServer(new TlsListener(context, version), script);
    }

    private static RawServer server(Certificates.Made made, RawServer.Script script) throws Exception {
        return server(made.context(made.certificate()), "TLSv1.3", script);
    }

    private static void answer(RawServer.Connection connection) throws java.io.IOException {
        while (connection.request() != null) {
            connection.respond(200, "ok");
        }
    }

    private static ResilientClient trusting(Certificates.Made made) throws Exception {
        return ResilientClient.builder()
                .timeouts(t -> t.tls(Duration.ofSeconds(5)))
                .sslContext(made.context(made.certificate()))
                .build();
    }

    private static HopguardException failure(ResilientClient client, String url) {
        return Assertions.catchThrowableOfType(
                HopguardException.class, () -> client.get(url).send());
    }

    private static void assertRefused(Certificates.Made servers, Certificates.Made trusted, String why)
            throws Exception {
        try (RawServer server = server(servers, TlsFailuresTest::answer);
                ResilientClient client = trusting(trusted)) {
            HopguardException failure = failure(client, server.url("https"));
            assertThat(failure).isInstanceOf(TlsException.class).hasMessageContaining("TLS handshake failed: " + why);
            assertThat(failure.attempts()).hasSize(1);
            assertThat(server.requests()).isZero();
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void aWrongNameIsSaidToBeOne() throws Exception {
        Certificates.Made other = Certificates.with().dns("elsewhere.example").make();
        assertRefused(other, other, "the server's certificate is for another name");
    }

    @Test
    void aSubjectWhoseOrganisationLooksLikeACommonNameIsRefused() throws Exception {
        Certificates.Made other =
                Certificates.with().organisation("x, CN=127.0.0.1").make();
        assertRefused(other, other, "the server's certificate is for another name");
    }

    @Test
    void anExpiredCertificateIsSaidToBeOne() throws Exception {
        Certificates.Made old = Certificates.with()
                .issuedBy(authority)
                .ip("127.0.0.1")
                .validFor(Duration.ofDays(-9), Duration.ofDays(-1))
                .make();
        assertRefused(old, authority, "the server's certificate has expired");
    }

    @Test
    void anExpiredCertificateIsRefusedAlsoWhenItIsTrustedAsItself(@TempDir Path folder) throws Exception {
        Certificates.Made brief = Certificates.with()
                .ip("127.0.0.1")
                .validFor(Duration.ofDays(-9), Duration.ofDays(-1))
                .make();
        Path trust = Files.writeString(folder.resolve("ca.pem"), brief.pemCertificate());
        try (RawServer server = server(brief, TlsFailuresTest::answer);
                ResilientClient client = ResilientClient.builder()
                        .internals(new FiveDaysAgo(), () -> 0.5, null) // when the client was built, it was valid
                        .tls(t -> t.trust(trust))
                        .build()) {
            assertThat(failure(client, server.url("https")))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("the server's certificate has expired");
        }
    }

    @Test
    void aCertificateOfTomorrowIsSaidToBeOne() throws Exception {
        Certificates.Made early = Certificates.with()
                .issuedBy(authority)
                .ip("127.0.0.1")
                .validFor(Duration.ofDays(1), Duration.ofDays(9))
                .make();
        assertRefused(early, authority, "the server's certificate is not valid yet");
    }

    @Test
    void anUnknownCertificateIsSaidToBeOne() throws Exception {
        assertRefused(
                Certificates.with().commonName("stranger").ip("127.0.0.1").make(),
                honest,
                "the server's certificate is not trusted");
    }

    /** A server that knows nothing newer answers the offer with its own version, in one record of a ServerHello. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aServerOfAnOlderVersionIsRefused(int minor) throws Exception {
        byte[] rest = new byte[32];
        byte[] hello = Certificates.der(0, new byte[] {3, (byte) minor}, rest, new byte[] {0, (byte) 0xc0, 0x13, 0});
        byte[] body = java.util.Arrays.copyOfRange(hello, 2, hello.length);
        byte[] head = {22, 3, (byte) minor, 0, (byte) (body.length + 4), 2, 0, 0, (byte) body.length};
        String bytes = new String(head, java.nio.charset.StandardCharsets.ISO_8859_1)
                + new String(body, java.nio.charset.StandardCharsets.ISO_8859_1);
        try (RawServer server = new RawServer(c -> {
                    c.send(bytes);
                    c.rest();
                });
                ResilientClient client = trusting(honest)) {
            HopguardException failure = failure(client, server.url("https"));
            assertThat(failure)
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining(minor == 1 ? "version TLS10" : "version TLS11");
            assertThat(failure.attempts()).hasSize(1);
        }
    }

    @Test
    void tls12IsSpokenUnlessRuledOut() throws Exception {
        try (RawServer server = server(honest.context(honest.certificate()), "TLSv1.2", TlsFailuresTest::answer);
                ResilientClient any = trusting(honest);
                ResilientClient strict = ResilientClient.builder()
                        .sslContext(honest.context(honest.certificate()))
                        .tls(t -> t.minVersion(TlsVersion.TLS_1_3))
                        .build()) {
            assertThat(any.get(server.url("https")).send().status()).isEqualTo(200);
            assertThat(failure(strict, server.url("https"))).isInstanceOf(TlsException.class);
        }
    }

    @Test
    void aTrustManagerThatTrustsAnybodyStillNeedsTheName() throws Exception {
        Certificates.Made other = Certificates.with().dns("elsewhere.example").make();
        SSLContext anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new javax.net.ssl.TrustManager[] {new TrustsAnybody()}, null);
        try (RawServer server = server(other, TlsFailuresTest::answer);
                ResilientClient client =
                        ResilientClient.builder().sslContext(anybody).build()) {
            assertThat(failure(client, server.url("https"))).isInstanceOf(TlsException.class);
        }
    }

    private static final String UNTIL_CLOSED = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of i";

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aBodyThatEndsWithoutCloseNotifyIsTruncated(String version) throws Exception {
        try (RawServer server = server(honest.context(honest.certificate()), version, c -> {
                    c.request();
                    c.send(UNTIL_CLOSED).cut();
                });
                ResilientClient client = trusting(honest)) {
            assertThat(failure(client, server.url("https"))).isInstanceOf(TruncatedResponseException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aBodyThatEndsWithCloseNotifyIsWhole(String version) throws Exception {
        try (RawServer server = server(honest.context(honest.certificate()), version, c -> {
                    c.request();
                    c.send(UNTIL_CLOSED);
                });
                ResilientClient client = trusting(honest)) {
            assertThat(client.get(server.url("https")).send().text()).isEqualTo("half of i");
        }
    }

    @Test
    void aBodyWithALengthNeedsNoCloseNotify() throws Exception {
        try (RawServer server = server(honest, c -> {
                    c.request();
                    c.respond(200, "whole").cut();
                });
                ResilientClient client = trusting(honest)) {
            assertThat(client.get(server.url("https")).send().text()).isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anAnswerThatNobodyAskedForIsNotThatOfTheNextCall(String version) throws Exception {
        CountDownLatch sent = new CountDownLatch(1);
        try (RawServer server = server(honest.context(honest.certificate()), version, c -> {
                    c.request();
                    c.respond(200, "honest");
                    if (c.number() == 1) {
                        c.respond(200, "forged");
                        sent.countDown();
                    }
                    answer(c);
                });
                ResilientClient client = trusting(honest)) {
            assertThat(client.get(server.url("https")).send().text()).isEqualTo("honest");
            assertThat(sent.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(client.post(server.url("https")).send().text()).isEqualTo("honest");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aQuietTlsConnectionIsUsedAgain() throws Exception {
        try (RawServer server = server(honest, TlsFailuresTest::answer);
                ResilientClient client = trusting(honest)) {
            for (int i = 0; i < 5; i++) {
                client.get(server.url("https")).send();
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aClearConnectionIsNeverUsedWhereTlsWasAsked() throws Exception {
        try (RawServer server = new RawServer(TlsFailuresTest::answer);
                ResilientClient client = ResilientClient.builder()
                        .timeouts(t -> t.tls(Duration.ofMillis(500)))
                        .retry(r -> r.off())
                        .build()) {
            assertThat(client.get(server.url("http")).send().status()).isEqualTo(200);
            assertThat(client.keptConnections()).isEqualTo(1);
            assertThat(failure(client, server.url("https"))).isInstanceOf(ConnectFailedException.class);
            assertThat(server.requests()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(2);
            assertThat(URI.create(server.url()).getPort()).isPositive();
        }
    }

    private static final class FiveDaysAgo implements Time {
        @Override
        public long nanos() {
            return Time.SYSTEM.nanos();
        }

        @Override
        public long epochMillis() {
            return Time.SYSTEM.epochMillis() - Duration.ofDays(5).toMillis();
        }

        @Override
        public void park(long nanos) {
            Time.SYSTEM.park(nanos);
        }
    }

    private static final class TrustsAnybody extends javax.net.ssl.X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(
                java.security.cert.X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

        @Override
        public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
        }
    }
}
