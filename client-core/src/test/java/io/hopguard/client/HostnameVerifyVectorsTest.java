package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.transport.HcTransport;
import io.hopguard.client.internal.transport.Resolving;
import io.hopguard.client.wire.Certificates;
import io.hopguard.client.wire.RawServer;
import java.net.InetAddress;
import java.net.URI;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real handshakes with certificates that are trusted, so that their names alone decide; and the table of names. */
class HostnameVerifyVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("hostname_verify");

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theNameDecidesOnTheStrictSide(VectorTable.Row row) throws Exception {
        Certificates certificate = Certificates.with().dns(row.get("certificate_name"));
        HopguardException failure = failure(row.get("host"), certificate);
        if (row.get("anchor_strict").equals("match")) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).isInstanceOf(TlsException.class).hasMessageContaining("is for another name");
        }
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(
                row -> row.get("anchor_strict").matches("(no )?match"));
    }

    static Stream<Arguments> accepted() throws Exception {
        return Stream.of(
                Arguments.of(
                        "one of several",
                        "b.example",
                        Certificates.with().dns("a.example").dns("b.example")),
                Arguments.of(
                        "without regard to case",
                        "a.example",
                        Certificates.with().dns("A.Example")),
                Arguments.of(
                        "an IDN", "xn--e1afmkfd.xn--p1ai", Certificates.with().dns("xn--e1afmkfd.xn--p1ai")),
                Arguments.of("IPv4", "127.0.0.1", Certificates.with().ip("127.0.0.1")),
                Arguments.of(
                        "IPv6, spelt otherwise", "[0:0::1]", Certificates.with().ip("::1")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void aNameOfTheCertificateIsAccepted(String what, String host, Certificates certificate) throws Exception {
        assertThat(failure(host, certificate)).isNull();
    }

    static Stream<Arguments> refused() throws Exception {
        return Stream.of(
                Arguments.of("another name", "a.example", Certificates.with().dns("b.example")),
                Arguments.of(
                        "common name only", "a.example", Certificates.with().commonName("a.example")),
                Arguments.of(
                        "common name beside another name",
                        "a.example",
                        Certificates.with().commonName("a.example").dns("b.example")),
                Arguments.of("CN= inside O", "a.example", Certificates.with().organisation("x, CN=a.example")),
                Arguments.of("CN= inside CN", "a.example", Certificates.with().commonName("x, CN=a.example")),
                Arguments.of("Kelvin sign", "k.example", Certificates.with().dns("\u212a.example")),
                Arguments.of(
                        "Kelvin sign in CN", "k.example", Certificates.with().commonName("\u212a.example")),
                Arguments.of("Cyrillic a", "a.example", Certificates.with().dns("\u0430.example")),
                Arguments.of("NUL", "a.example", Certificates.with().dns("a.example\u0000.evil.example")),
                Arguments.of("NUL in CN", "a.example", Certificates.with().commonName("a.example\u0000.evil")),
                Arguments.of(
                        "two labels for the wildcard",
                        "s.a.gov.uk",
                        Certificates.with().dns("*.gov.uk")),
                Arguments.of("two wildcards", "a.b.example", Certificates.with().dns("*.*.example")),
                Arguments.of(
                        "not the first label",
                        "a.b.example",
                        Certificates.with().dns("a.*.example")),
                Arguments.of("only a wildcard", "example", Certificates.with().dns("*")),
                Arguments.of(
                        "no label for the wildcard",
                        "b.example",
                        Certificates.with().dns("*.b.example")),
                Arguments.of("IPv4 as a name", "127.0.0.1", Certificates.with().dns("127.0.0.1")),
                Arguments.of(
                        "IPv4 by wildcard", "127.0.0.1", Certificates.with().dns("*.0.0.1")),
                Arguments.of("IPv4 in CN", "127.0.0.1", Certificates.with().commonName("127.0.0.1")),
                Arguments.of("another IPv4", "127.0.0.1", Certificates.with().ip("127.0.0.2")),
                Arguments.of("another IPv6", "[::1]", Certificates.with().ip("::2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void anyOtherNameIsRefused(String what, String host, Certificates certificate) throws Exception {
        HopguardException failure = failure(host, certificate);
        assertThat(failure).isInstanceOf(TlsException.class);
        assertThat(failure.attempts()).hasSize(1);
    }

    /** The failure of a call to this host, or null; the name leads to a server with this certificate, which is trusted. */
    private static HopguardException failure(String host, Certificates certificate) throws Exception {
        Certificates.Made made = certificate.make();
        SSLContext tls = made.context(made.certificate());
        InetAddress loopback = InetAddress.getByName(host.startsWith("[") ? "::1" : "127.0.0.1");
        try (RawServer server = new RawServer(tls.getServerSocketFactory().createServerSocket(0, 50, loopback), c -> {
                    while (c.request() != null) {
                        c.respond(200, "ok");
                    }
                });
                HcTransport transport = Resolving.secure(tls, name -> new InetAddress[] {loopback});
                ResilientClient client = ResilientClient.builder()
                        .internals(Time.SYSTEM, () -> 0.5, transport)
                        .build()) {
            String url = "https://" + host + ":" + URI.create(server.url()).getPort();
            return Assertions.catchThrowableOfType(
                    HopguardException.class, () -> client.get(url).send());
        }
    }
}
