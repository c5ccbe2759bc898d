package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.transport.HcTransport;
import io.hopguard.client.internal.transport.Resolving;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No spelling of an inner address is connected to while the guard is on. */
class SsrfHostsVectorsTest {
    private static final VectorTable TABLE = VectorTable.of("ssrf_hosts");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    private final List<String> lookedUp = new CopyOnWriteArrayList<>();
    private final HcTransport transport = Resolving.transport(AddressGuard.publicOnly(), host -> {
        lookedUp.add(host);
        return inner(host);
    });
    private final ResilientClient client = ResilientClient.builder()
            .internals(Time.SYSTEM, () -> 0.5, transport)
            .build();

    /** As the resolver of a virtual machine in a cloud does. */
    private static InetAddress[] inner(String host) throws UnknownHostException {
        return host.equals("instance-data")
                ? new InetAddress[] {InetAddress.getByName("169.254.169.254")}
                : new InetAddress[] {InetAddress.getLoopbackAddress(), InetAddress.getByName("10.0.0.1")};
    }

    static Stream<VectorTable.Row> rows() {
        return TABLE.replayed();
    }

    @AfterEach
    void close() {
        client.close();
        transport.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theHostIsRefusedForGood(VectorTable.Row row) {
        String host = ESCAPE.matcher(row.get("host"))
                .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
        HopguardException failure = failure("http://" + host + "/");
        assertThat(failure).isExactlyInstanceOf(InvalidRequestException.class);
        assertThat(failure.attempts())
                .allSatisfy(attempt -> assertThat(attempt.peer()).isNull());
        assertThat(failure.attempts()).hasSizeLessThan(2);
    }

    @Test
    void everyRowIsReplayedOrListed() {
        TABLE.assertThatEveryRowIsReplayedOrListed(
                row -> row.get("our_expected").startsWith("with the private-address guard on: refused"));
    }

    @Test
    void aNameThatLeadsInwardsIsRefusedWithoutShowingWhere() {
        HopguardException failure = failure("http://rebound.example/");
        assertThat(failure)
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'rebound.example' leads to no address that the client's addressGuard allows");
        assertThat(failure.getMessage()).doesNotContain("127.0.0.1").doesNotContain("10.0.0.1");
        assertThat(lookedUp).containsExactly("rebound.example");
        assertThat(transport.leased()).isZero();
    }

    private HopguardException failure(String uri) {
        return Assertions.catchThrowableOfType(
                HopguardException.class, () -> client.get(uri).send());
    }
}
