package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.http.Request;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests that come whole, from those who adapt other interfaces to the client. */
class WholeRequestTest {
    @Test
    void theClientsHeadersAndCredentialsAreAddedAndTheRequestsOwnWin() {
        Rig rig = new Rig()
                .with(b -> b.header("X-One", "client").header("X-Two", "client").auth(Auth.bearer("t-1")))
                .then(answers(404));
        Request request = Request.builder("GET", "http://api.test/elsewhere?x=1")
                .route("/elsewhere")
                .header("X-One", "request")
                .build();
        assertThat(rig.client().send(request).status()).isEqualTo(404);
        Request sent = rig.transport.requests().get(0);
        assertThat(sent.headers().all("X-One")).containsExactly("request");
        assertThat(sent.headers().first("X-Two")).isEqualTo("client");
        assertThat(sent.headers().first("Authorization")).isEqualTo("Bearer t-1");
        assertThat(sent.path()).isEqualTo("/elsewhere?x=1");
        assertThat(sent.route()).isEqualTo("/elsewhere");
    }

    @Test
    void anotherOriginThanThatOfTheBaseUriIsRefusedBeforeAnythingIsSent() {
        Rig rig = new Rig().with(b -> b.auth(Auth.bearer("t-1"))).then(answers(200));
        for (String uri : new String[] {"http://api.test:81/", "https://api.test/", "http://api.test.evil/"}) {
            Request request = Request.builder("GET", uri).build();
            assertThatThrownBy(() -> rig.client().send(request))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("but the client has the base URI http://api.test");
            assertThatThrownBy(() -> rig.client().open(request)).isInstanceOf(InvalidRequestException.class);
        }
        assertThat(rig.transport.requests()).isEmpty();
    }

    @Test
    void oneThatIsMadeForTheBaseUriIsSentToItThoughTheClientMovesMeanwhile() {
        Rig rig = new Rig().then(answers(200));
        ResilientClient client = rig.client();
        List<String> bases = new ArrayList<>();
        Function<@Nullable String, Request> request = base -> {
            bases.add(base);
            client.reconfigure(rig.builder().baseUri("https://other.test/v2/"));
            return Request.builder("GET", base + "/orders").build();
        };
        assertThat(client.send(request).status()).isEqualTo(200);
        try (StreamedResponse answer = client.open(request)) {
            assertThat(answer.status()).isEqualTo(200);
        }
        assertThat(bases).containsExactly("http://api.test", "https://other.test/v2");
        assertThat(rig.transport.requests())
                .extracting(sent -> sent.target() + sent.path())
                .containsExactly("http://api.test/orders", "https://other.test/v2/orders");
    }

    @Test
    void oneThatIsMadeForTheBaseUriMayNotLeadElsewhere() {
        Rig rig = new Rig().then(answers(200));
        assertThatThrownBy(() -> rig.client()
                        .send(base ->
                                Request.builder("GET", "http://else.test/").build()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("but the client has the base URI http://api.test");
        assertThat(rig.transport.requests()).isEmpty();
    }

    @Test
    void anOpenedResponseMayHaveAnyStatusAndACutInItIsFound() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(503, "busy");
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                });
                ResilientClient client =
                        ResilientClient.builder().retry(r -> r.off()).build()) {
            Request request = Request.builder("GET", server.url() + "/").build();
            try (StreamedResponse busy = client.open(request)) {
                assertThat(busy.status()).isEqualTo(503);
                assertThat(new String(busy.body().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("busy");
            }
            try (StreamedResponse half = client.open(request)) {
                assertThat(half.status()).isEqualTo(200);
                assertThatThrownBy(() -> half.body().readAllBytes()).isInstanceOf(TruncatedResponseException.class);
            }
        }
    }
}
