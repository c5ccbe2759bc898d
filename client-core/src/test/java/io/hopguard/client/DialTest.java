package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.ConnectFailedException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.internal.transport.HcTransport;
import io.hopguard.client.internal.transport.Resolving;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The connect limit is for all addresses of a host together, and none of them can eat all of it. */
@Timeout(30)
class DialTest {
    private final RawServer live = new RawServer(c -> {
        while (c.request() != null) {
            c.respond(200, "ok");
        }
    });
    private final int port = Integer.parseInt(live.url().substring(live.url().lastIndexOf(':') + 1));
    private final List<AutoCloseable> open = new ArrayList<>(List.of(live));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** An address whose backlog is full: the kernel drops what asks to connect. */
    private InetAddress dead(int last) throws IOException {
        InetAddress address = address(last);
        open.add(new ServerSocket(port, 1, address));
        boolean full = false;
        while (!full) {
            Socket filler = new Socket();
            open.add(filler);
            try {
                filler.connect(new InetSocketAddress(address, port), 200);
            } catch (java.net.SocketTimeoutException e) {
                full = true;
            }
        }
        return address;
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private static ResilientClient client(HcTransport transport) {
        return ResilientClient.builder()
                .retry(r -> r.off())
                .internals(Time.SYSTEM, () -> 0.5, transport)
                .build();
    }

    @Test
    void aDeadAddressInFrontLeavesTimeForTheNext() throws IOException {
        InetAddress[] addresses = {dead(2), address(1)};
        try (HcTransport transport = Resolving.transport(null, host -> addresses);
                ResilientClient client = client(transport)) {
            assertThat(client.get("http://api.test:" + port).fetch(String.class))
                    .isEqualTo("ok");
        }
    }

    @Test
    void allAddressesTogetherTakeNoMoreThanTheLimit() throws IOException {
        InetAddress[] addresses = {dead(2), dead(3), dead(4)};
        try (HcTransport transport = Resolving.transport(null, host -> addresses);
                ResilientClient client = client(transport)) {
            HopguardException failure = Rig.failureOf(Mode.BLOCKING, client.get("http://api.test:" + port));
            assertThat(failure).isExactlyInstanceOf(ConnectFailedException.class);
            assertThat(failure.attempts().get(0).times().in(Phase.CONNECT))
                    .isBetween(Duration.ofMillis(950), Duration.ofMillis(1_800));
            assertThat(transport.leased()).isZero();
        }
    }

    @Test
    void afterAllAddressesFailedTheNameIsLookedUpAgain() {
        AtomicInteger lookups = new AtomicInteger();
        try (HcTransport transport = Resolving.transport(null, host ->
                        new InetAddress[] {address(lookups.incrementAndGet() == 1 ? 5 : 1)});
                ResilientClient client = client(transport)) {
            assertThat(Rig.failureOf(Mode.BLOCKING, client.get("http://api.test:" + port)))
                    .isExactlyInstanceOf(ConnectFailedException.class);
            assertThat(client.get("http://api.test:" + port).fetch(String.class))
                    .isEqualTo("ok");
            assertThat(lookups).hasValue(2);
        }
    }
}
