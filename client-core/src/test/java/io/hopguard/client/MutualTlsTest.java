package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.wire.Certificates;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.TlsListener;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that wants to know its client, and files that change under a running client. */
class MutualTlsTest {
    private static Certificates.Made servers;
    private static Certificates.Made first;
    private static Certificates.Made second;

    @TempDir
    private Path folder;

    private final List<BigInteger> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        servers = Certificates.with().ip("127.0.0.1").make();
        first = Certificates.with().commonName("first").make();
        second = Certificates.with().commonName("second").rsa().make();
    }

    /** Closes after each answer, so that each call makes a connection. */
    private RawServer server(Certificates.Made own, String version) throws Exception {
        TlsListener listener = new TlsListener(own.context(first.certificate(), second.certificate()), version);
        return new RawServer(listener.needingClientCertificates(), c -> {
            c.request();
            seen.add(c.peerCertificate().getSerialNumber());
            c.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        });
    }

    private Path file(String name, String... pem) throws Exception {
        Path written = Files.writeString(folder.resolve(name + ".new"), String.join("", pem));
        return Files.move(written, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private ResilientClientBuilder client() throws Exception {
        Path trust = file("ca.pem", servers.pemCertificate());
        return ResilientClient.builder()
                .retry(r -> r.off())
                .circuitBreaker(b -> b.off())
                .timeouts(t -> t.tls(Duration.ofSeconds(5)))
                .tls(t -> t.trust(trust).reloadEvery(Duration.ZERO));
    }

    private static HopguardException failure(ResilientClient client, String url) {
        return Assertions.catchThrowableOfType(
                HopguardException.class, () -> client.get(url).send());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void withItsKeyTheClientIsLetIn(String version) throws Exception {
        Path key = file("key.pem", first.pemKey(), first.pemCertificate());
        try (RawServer server = server(servers, version);
                ResilientClient client = client().tls(t -> t.key(key)).build()) {
            assertThat(client.get(server.url("https")).send().status()).isEqualTo(200);
            assertThat(seen).containsExactly(first.certificate().getSerialNumber());
        }
    }

    @Test
    void withoutAKeyTheFailureSaysThatOneIsAskedFor() throws Exception {
        try (RawServer server = server(servers, "TLSv1.2");
                ResilientClient client = client().build()) {
            assertThat(failure(client, server.url("https")))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("the server asked for a client certificate")
                    .hasMessageContaining("give tls.key");
        }
    }

    /** A TLS 1.3 server refuses behind the handshake, and its refusal may be lost with the connection. */
    @Test
    void withoutAKeyTheFailureOfTls13SaysWhatItKnows() throws Exception {
        try (RawServer server = server(servers, "TLSv1.3");
                ResilientClient client = client().build()) {
            HopguardException failure = failure(client, server.url("https"));
            assertThat(failure).isInstanceOfAny(TlsException.class, ConnectionLostException.class);
            assertThat(failure).hasMessageContaining("the server asked for a client certificate");
            assertThat(failure.attempts()).hasSize(1);
        }
    }

    @Test
    void aRotatedKeyIsPresentedByTheNextConnection() throws Exception {
        Path key = file("tls.key", first.pemKey());
        Path chain = file("tls.crt", first.pemCertificate());
        try (RawServer server = server(servers, "TLSv1.3");
                ResilientClient client =
                        client().tls(t -> t.key(key).certificates(chain)).build()) {
            client.get(server.url("https")).send();
            file("tls.crt", second.pemCertificate());
            client.get(server.url("https")).send(); // half rotated: the old pair goes on
            file("tls.key", second.pemKey());
            client.get(server.url("https")).send();
        }
        assertThat(seen)
                .containsExactly(
                        first.certificate().getSerialNumber(),
                        first.certificate().getSerialNumber(),
                        second.certificate().getSerialNumber());
    }

    @Test
    void aTurnedSymbolicLinkIsNoticed() throws Exception {
        Path[] versions = {Files.createDirectory(folder.resolve("v1")), Files.createDirectory(folder.resolve("v2"))};
        Files.writeString(versions[0].resolve("all.pem"), first.pemKey() + first.pemCertificate());
        Files.writeString(versions[1].resolve("all.pem"), second.pemKey() + second.pemCertificate());
        Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("v1"));
        Path key = Files.createSymbolicLink(folder.resolve("all.pem"), Path.of("..data", "all.pem"));
        try (RawServer server = server(servers, "TLSv1.3");
                ResilientClient client = client().tls(t -> t.key(key)).build()) {
            client.get(server.url("https")).send();
            Path turned = Files.createSymbolicLink(folder.resolve("..tmp"), Path.of("v2"));
            Files.move(turned, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            client.get(server.url("https")).send();
        }
        assertThat(seen)
                .containsExactly(
                        first.certificate().getSerialNumber(),
                        second.certificate().getSerialNumber());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void trustThatWasTakenAwayIsGoneForTheNextConnection(String version) throws Exception {
        Path key = file("key.pem", first.pemKey(), first.pemCertificate());
        try (RawServer server = server(servers, version);
                ResilientClient client = client().tls(t -> t.key(key)).build()) {
            client.get(server.url("https")).send();
            client.get(server.url("https")).send(); // resumes the session
            file("ca.pem", second.pemCertificate());
            assertThat(failure(client, server.url("https")))
                    .isInstanceOf(TlsException.class)
                    .hasMessageContaining("the server's certificate is not trusted");
        }
    }

    @Test
    void filesAreLookedAtNoMoreOftenThanWanted() throws Exception {
        Path key = file("key.pem", first.pemKey(), first.pemCertificate());
        try (RawServer server = server(servers, "TLSv1.3");
                ResilientClient client = client().tls(t -> t.key(key).reloadEvery(Duration.ofHours(1)))
                        .build()) {
            client.get(server.url("https")).send();
            file("key.pem", second.pemKey(), second.pemCertificate());
            client.get(server.url("https")).send();
        }
        assertThat(seen).containsOnly(first.certificate().getSerialNumber());
    }
}
