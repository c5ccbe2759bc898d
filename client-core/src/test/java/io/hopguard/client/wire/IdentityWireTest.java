package io.hopguard.client.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.extend.Auth;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who a request comes from is said by the request, never by its connection. */
class IdentityWireTest {
    private final List<String> received = new CopyOnWriteArrayList<>();

    private RawServer server() {
        return new RawServer(c -> {
            for (String request = c.request(); request != null; request = c.request()) {
                received.add(request.lines()
                        .filter(line -> line.startsWith("Authorization") || line.startsWith("Cookie"))
                        .toList()
                        .toString());
                c.send("HTTP/1.1 200 X\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n");
            }
        });
    }

    @Test
    void oneConnectionCarriesRequestsOfDifferentIdentities() throws IOException {
        try (RawServer server = server();
                ResilientClient client = ResilientClient.builder()
                        .baseUri(server.url())
                        .auth(Auth.bearer("own"))
                        .build()) {
            client.get("/").header("Authorization", "Bearer first").send();
            client.get("/").header("Authorization", "Bearer second").send();
            client.get("/").send();
            assertThat(received)
                    .containsExactly(
                            "[Authorization: Bearer first]",
                            "[Authorization: Bearer second]",
                            "[Authorization: Bearer own]");
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void twoClientsShareNoConnectionAndNoCookie() throws IOException {
        try (RawServer server = server();
                ResilientClient one = ResilientClient.builder()
                        .baseUri(server.url())
                        .auth(Auth.bearer("one"))
                        .build();
                ResilientClient none =
                        ResilientClient.builder().baseUri(server.url()).build()) {
            one.get("/").send();
            none.get("/").send();
            none.get("/").send();
            assertThat(received).containsExactly("[Authorization: Bearer one]", "[]", "[]");
            assertThat(server.connections()).isEqualTo(2);
        }
    }
}
