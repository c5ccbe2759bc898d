package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Properties whose effect is that of an environment that a process cannot change: variables, and the addresses of a host. */
class ProcessEffectTest {
    private static final String CLOSING = "Connection: close\r\n";

    @TempDir
    Path files;

    private Path hosts;

    @BeforeEach
    void hosts() throws IOException {
        hosts = files.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 shop.test\n");
    }

    @Test
    void proxyFromEnvironment() throws IOException {
        assertThat(throughTheProxyOfTheEnvironment("hopguard.clients.orders.proxy.from-environment=true"))
                .isEqualTo("fine");
        assertThat(throughTheProxyOfTheEnvironment()).isEqualTo("dns");
    }

    private String throughTheProxyOfTheEnvironment(String... properties) throws IOException {
        try (ScriptedServer proxy = ScriptedServer.ok("fine");
                EffectProcess process = new EffectProcess(
                        hosts,
                        Map.of("http_proxy", proxy.url()),
                        with(properties, "hopguard.clients.orders.base-uri=http://unknown.invalid"))) {
            String end = process.get("/orders");
            assertThat(proxy.requests()).allMatch(sent -> sent.startsWith("GET http://unknown.invalid/orders "));
            return end;
        }
    }

    @Test
    void dnsTimeToLive() throws IOException {
        assertThat(afterTheHost("127.0.0.2 shop.test\n", "hopguard.clients.orders.connections.dns-time-to-live=0"))
                .isEqualTo("second");
        assertThat(afterTheHost("127.0.0.2 shop.test\n")).isEqualTo("first");
    }

    @Test
    void dnsStaleFor() throws IOException {
        String always = "hopguard.clients.orders.connections.dns-time-to-live=0";
        assertThat(afterTheHost("", always, "hopguard.clients.orders.connections.dns-stale-for=0"))
                .isEqualTo("dns");
        assertThat(afterTheHost("", always)).isEqualTo("first");
    }

    /** What a call comes to after the host, called once, has got another address. */
    private String afterTheHost(String moved, String... properties) throws IOException {
        Files.writeString(hosts, "127.0.0.1 shop.test\n");
        try (ScriptedServer first = ScriptedServer.answering(response(200, CLOSING, "first"));
                ScriptedServer second = at("127.0.0.2", first.port());
                EffectProcess process = new EffectProcess(
                        hosts,
                        Map.of(),
                        with(properties, "hopguard.clients.orders.base-uri=http://shop.test:" + first.port()))) {
            assertThat(process.get("/orders")).isEqualTo("first");
            Files.writeString(hosts, moved);
            String end = process.get("/orders");
            assertThat(second.requests()).hasSize(end.equals("second") ? 1 : 0);
            return end;
        }
    }

    private static ScriptedServer at(String address, int port) throws IOException {
        return new ScriptedServer(new ServerSocket(port, 100, InetAddress.getByName(address)), c -> {
            while (c.request() != null) {
                c.send(response(200, CLOSING, "second"));
            }
        });
    }

    private static String[] with(String[] properties, String one) {
        List<String> all = new ArrayList<>(List.of(properties));
        all.add("hopguard.clients.orders.retry.max-attempts=1");
        all.add(one);
        return all.toArray(String[]::new);
    }
}
