package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.transport.HcTransport;
import io.hopguard.client.internal.transport.Resolving;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses are public, and what a guard does to a call. */
class AddressGuardTest {
    private static final AddressGuard PUBLIC = AddressGuard.publicOnly();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "2001:4860:4860::8888",
                "64:ff9b::8.8.8.8",
                "2002:808:808::1",
                "::ffff:8.8.8.8"
            })
    void publicAddressesAreAllowed(String address) throws UnknownHostException {
        assertThat(PUBLIC.allows("host", InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.0",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::8.8.8.8",
                "::ffff:10.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "100::1",
                "2001::7f00:1",
                "2001:db8::1",
                "3fff::1",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "fc00::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void otherAddressesAreRefused(String address) throws UnknownHostException {
        assertThat(PUBLIC.allows("host", InetAddress.getByName(address))).isFalse();
    }

    @Test
    void refusedAddressesAreDroppedAndTheNextIsDialledAfterOneLookup() throws IOException {
        InetAddress refused = InetAddress.getByName("127.0.0.2");
        InetAddress allowed = InetAddress.getByName("127.0.0.1");
        AtomicInteger lookups = new AtomicInteger();
        HcTransport transport = Resolving.transport((host, address) -> address.equals(allowed), host -> {
            lookups.incrementAndGet();
            return new InetAddress[] {refused, allowed};
        });
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 204 No Content\r\n\r\n");
                });
                transport;
                ResilientClient client = client(transport)) {
            Response response = client.get(named(server)).send();
            assertThat(response.status()).isEqualTo(204);
            assertThat(server.connections()).isOne();
        }
        assertThat(lookups).hasValue(1);
    }

    @Test
    void withoutAGuardEveryAddressIsAllowed() throws IOException {
        HcTransport transport = Resolving.transport(null, host -> new InetAddress[] {InetAddress.getLoopbackAddress()});
        try (RawServer server = new RawServer(connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 204 No Content\r\n\r\n");
                });
                transport;
                ResilientClient client = client(transport)) {
            assertThat(client.get(named(server)).send().status()).isEqualTo(204);
        }
    }

    @Test
    void theBuildersGuardHoldsForAddressesInTheUri() throws IOException {
        try (RawServer server = new RawServer(connection -> connection.request());
                ResilientClient client =
                        ResilientClient.builder().addressGuard(PUBLIC).build()) {
            HopguardException failure = Rig.failureOf(Mode.BLOCKING, client.get(server.url()));
            assertThat(failure).isExactlyInstanceOf(InvalidRequestException.class);
            assertThat(failure.attempts()).hasSize(1);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void aGuardThatThrowsEndsTheCall() {
        AddressGuard broken = (host, address) -> {
            throw new IllegalStateException("broken");
        };
        try (ResilientClient client =
                ResilientClient.builder().addressGuard(broken).build()) {
            assertThat(Rig.failureOf(Mode.BLOCKING, client.get("http://127.0.0.1:9/")))
                    .isExactlyInstanceOf(InterceptorFailedException.class);
        }
    }

    /** A name that only the test's resolver knows: HttpClient cannot have asked another. */
    private static String named(RawServer server) {
        return server.url().replace("127.0.0.1", "nowhere.invalid");
    }

    private static ResilientClient client(HcTransport transport) {
        return ResilientClient.builder()
                .internals(Time.SYSTEM, () -> 0.5, transport)
                .build();
    }
}
