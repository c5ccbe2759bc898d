package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.MalformedResponseException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.http.Response;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Responses that are too much, too many, or more than data. */
final class SecurityOfResponses {
    private static final String OK = "HTTP/1.1 200 OK\r\n";

    private SecurityOfResponses() {}

    private static ResilientClient client() {
        return ResilientClient.builder()
                .retry(r -> r.off())
                .limits(l -> l.maxBodyBytes(100_000))
                .build();
    }

    /** Sends without an end, and counts what could be sent before the client hung up. */
    private static RawServer endless(String head, String piece, AtomicLong sent) {
        String block = piece.repeat(1_000);
        return new RawServer(c -> {
            c.request();
            c.send(head);
            while (true) {
                c.send(block);
                sent.addAndGet(block.length());
            }
        });
    }

    static void endlessHeadersAreRefused() throws IOException {
        assertCut("", "X-A: b\r\n", MalformedResponseException.class);
        assertCut("X-A: ", "b", MalformedResponseException.class);
        assertCut("", " folded\r\n", MalformedResponseException.class);
    }

    static void anEndlessBodyIsCutAtItsLimit() throws IOException {
        assertCut("\r\n", "x", ResponseTooLargeException.class);
        assertCut("Transfer-Encoding: chunked\r\n\r\n", "4\r\nxxxx\r\n", ResponseTooLargeException.class);
        assertCut("Transfer-Encoding: chunked\r\n\r\n4;", "x", MalformedResponseException.class);
        assertCut("Transfer-Encoding: chunked\r\n\r\n0\r\n", "X-A: b\r\n", MalformedResponseException.class);
    }

    /** What the client reads is bounded; what the server could send besides is what the sockets hold. */
    private static void assertCut(String head, String piece, Class<? extends HopguardException> type)
            throws IOException {
        AtomicLong sent = new AtomicLong();
        try (RawServer server = endless(OK + head, piece, sent);
                ResilientClient client = client()) {
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.get(server.url()).send()))
                    .isInstanceOf(type);
            assertThat(client.leasedConnections() + client.keptConnections()).isZero();
            assertThat(sent.get()).isLessThan(20_000_000);
        }
    }

    static void tenThousandCookiesHurtOneCallOnly() throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(OK + (c.number() == 1 ? "Set-Cookie: a=b\r\n".repeat(10_000) : "")
                            + "Content-Length: 2\r\n\r\nok");
                    c.request();
                });
                ResilientClient client = client()) {
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> client.get(server.url()).send()))
                    .isInstanceOf(MalformedResponseException.class);
            assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("ok");
        }
    }

    static void anExtraResponseReachesNobody() throws IOException {
        String poison = OK + "Content-Length: 6\r\n\r\npoison";
        try (RawServer server = new RawServer(c -> {
                    while (c.request() != null) {
                        c.send(OK + "Content-Length: 2\r\n\r\nok" + poison);
                    }
                });
                ResilientClient client = client()) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.get(server.url()).fetch(String.class)).isEqualTo("ok");
            }
        }
    }

    static void bodiesAreDataAndNothingElse() throws IOException {
        try (RawServer canary = new RawServer(RawServer.Connection::request)) {
            String type = "{\"@class\":\"java.net.URL\",\"val\":[\"java.net.URL\",\"" + canary.url() + "\"]}";
            for (String contentType : new String[] {"application/json", "application/problem+json"}) {
                JsonNode read =
                        answered(200, type, contentType).client().get("/").fetch(JsonNode.class);
                assertThat(read.get("@class").asString()).isEqualTo("java.net.URL");
                assertThat(answered(200, type, contentType).client().get("/").fetch(Object.class))
                        .isInstanceOf(Map.class);
                Response failed =
                        answered(400, type, contentType).client().get("/").send();
                assertThat(failed.failure()).isNotNull();
                assertThat(failed.text()).isEqualTo(type);
            }
            String xml = "<!DOCTYPE a [<!ENTITY b SYSTEM \"" + canary.url() + "/dtd\">]><a>&b;</a>";
            assertThat(catchThrowableOfType(
                            HopguardException.class,
                            () -> answered(200, xml, "application/xml")
                                    .client()
                                    .get("/")
                                    .fetch(Map.class)))
                    .isInstanceOf(UnexpectedContentException.class);
            assertThat(answered(502, xml, "text/xml").client().get("/").send().text())
                    .isEqualTo(xml);
            assertThat(canary.connections()).isZero();
        }
    }

    private static Rig answered(int status, String body, String contentType) {
        return new Rig().then(ScriptedTransport.says(status, body, "Content-Type", contentType));
    }
}
