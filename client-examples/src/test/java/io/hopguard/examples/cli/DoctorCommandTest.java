package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hopguard.examples.doctor.Lookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {
    private static final String NGINX = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";

    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    private Path folder;

    private HttpServer http;

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 50);
        http.createContext("/ok", exchange -> answer(exchange, 200, "fine"));
        http.createContext("/502", exchange -> answer(exchange, 502, NGINX));
        http.createContext("/flaky", exchange -> {
            boolean second = requests.get() == 1;
            answer(exchange, second ? 503 : 200, "x");
        });
        http.createContext("/redirect", exchange -> {
            exchange.getResponseHeaders().add("Location", "/ok?token=s3cret");
            answer(exchange, 302, "");
        });
        http.createContext("/cut", exchange -> json(exchange, "{\"orders\":[{\"id\":1},{\"i"));
        http.createContext("/whole", exchange -> json(exchange, "{\"orders\":[]}"));
        http.createContext("/login", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            answer(exchange, 200, "<html><head><title>Sign in</title></head><body>x</body></html>");
        });
        http.createContext("/caddy", exchange -> {
            exchange.getResponseHeaders().add("Server", "Caddy");
            exchange.sendResponseHeaders(502, -1);
            exchange.close();
        });
        http.start();
    }

    @AfterEach
    void stop() {
        http.stop(0);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Server", "<script>alert(1)</script>");
        exchange.getResponseHeaders().add("Set-Cookie", "sid=s3cret; Path=/");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void json(HttpExchange exchange, String body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        } else {
            answer(exchange, 200, body);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }

    @Test
    void healthyServiceExitsWith0AndNothingIsFound() {
        Ran ran = Ran.program("doctor", url("/ok"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains(
                        "verdict: nothing found: every check passed", "OK       Keep-alive: a second request went over")
                .contains("SKIPPED  TLS", "3 attempts, status 200")
                .doesNotContain("FAIL", "WARN", "\u001b");
        assertThat(ran.err()).contains("attempt 2 of 3");
        assertThat(requests).hasValue(4);
    }

    @Test
    void gatewaysErrorPageExitsWith1WhateverTheDiagnosisSays() {
        Ran ran = Ran.program("doctor", "--json", url("/502"));

        assertThat(ran.exitCode()).isEqualTo(1);
        JsonNode json = ran.json();
        assertThat(json.get("healthy").asBoolean()).isFalse();
        assertThat(json.get("verdict").asString()).startsWith("all 3 attempts failed: status 502; ");
        assertThat(step(json, "REQUEST").get("result").asString()).isEqualTo("FAIL");
        JsonNode attempt = json.get("ways").get(0).get("attempts").get(0);
        assertThat(attempt.get("status").asInt()).isEqualTo(502);
        assertThat(attempt.get("phasesMs").get("connect").asDouble()).isPositive();
        assertThat(attempt.get("diagnosis").get("causes").isEmpty()).isFalse();
    }

    @Test
    void goodStatusOverACutJsonIsTroubleInEveryForm() throws IOException {
        Path page = folder.resolve("report.html");
        Ran text = Ran.program("doctor", "--html", page.toString(), url("/cut"));
        Ran machine = Ran.program("doctor", "--json", url("/cut"));

        assertThat(text.exitCode()).isEqualTo(1);
        assertThat(text.out())
                .contains(
                        "FAIL     Request: all 3 attempts failed: status 200 that hides a failure",
                        "verdict: all 3 attempts failed: status 200 that hides a failure (JSON ends early inside a complete"
                                + " message: a hop has made a cut answer whole); likely: truncated response;"
                                + " who answered is not known",
                        "next: look for a worker that died",
                        "next: ask the application without the gateway");
        assertThat(Files.readString(page)).contains("Trouble found", "status 200 that hides a failure");
        assertThat(machine.exitCode()).isEqualTo(1);
        assertThat(machine.json().get("healthy").asBoolean()).isFalse();
        assertThat(machine.json().get("verdict").asString()).contains("truncated response");
        assertThat(step(machine.json(), "REQUEST").get("result").asString()).isEqualTo("FAIL");
    }

    @Test
    void pageWhereJsonWasAskedForIsTrouble() {
        Ran asked = Ran.program("doctor", "--json", "-H", "accept:  application/json", url("/login"));
        Ran notAsked = Ran.program("doctor", "--json", url("/login"));

        assertThat(asked.exitCode()).isEqualTo(1);
        assertThat(asked.json().get("verdict").asString())
                .isEqualTo("all 3 attempts failed: status 200 that hides a failure (a page where JSON was asked for);"
                        + " possible: configuration or denied; who answered is not known");
        assertThat(asked.json().get("evidence").toString()).contains("page title 'Sign in'");
        assertThat(notAsked.exitCode()).isZero();
        assertThat(notAsked.json().get("healthy").asBoolean()).isTrue();
    }

    @Test
    void wholeJsonThatWasAskedForIsHealthyAsIsAHeadWithoutABody() {
        Ran whole = Ran.program("doctor", "-H", "Accept: application/json", url("/whole"));
        Ran head = Ran.program("doctor", "-X", "HEAD", "-H", "Accept: application/json", url("/whole"));

        assertThat(whole.out()).contains("verdict: nothing found: every check passed");
        assertThat(head.out()).contains("verdict: nothing found: every check passed");
    }

    @Test
    void cutJsonThatIsWholeDirectlyIsTheGatewaysDoing() {
        Ran ran = Ran.program("doctor", "--json", url("/cut"), "--direct", url("/whole"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.json().get("verdict").asString()).contains("works directly and fails through the gateway");
    }

    @Test
    void causesOfAttemptsThatFailAlikeAreListedOnce() {
        String out = Ran.program("doctor", url("/caddy")).out();

        assertThat(out.lines().filter(line -> line.contains("same diagnosis as attempt 1")))
                .hasSize(2);
        assertThat(out.lines().filter(line -> line.strip().startsWith("1: possible: ")))
                .singleElement()
                .satisfies(line -> assertThat(line.split(" or ")).hasSizeGreaterThan(4));
        assertThat(out.lines().filter(line -> line.startsWith("verdict: ")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(" others (listed under Request); who answered"));
    }

    @Test
    void oneBadAttemptIsNotHiddenByARetry() {
        Ran ran = Ran.program("doctor", url("/flaky"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("verdict: intermittent, 1 of 3 attempts failed: status 503");
    }

    @Test
    void refusedConnectionIsNamedAndTriedOnce() throws IOException {
        Ran ran = Ran.program("doctor", "--json", "http://127.0.0.1:" + closedPort() + "/");

        assertThat(ran.exitCode()).isEqualTo(1);
        JsonNode json = ran.json();
        assertThat(json.get("verdict").asString()).startsWith("nothing can be connected to: the address refuses");
        JsonNode way = json.get("ways").get(0);
        assertThat(way.get("connects").get(0).get("ending").asString()).isEqualTo("REFUSED");
        assertThat(way.get("attempts").size()).isEqualTo(1);
        assertThat(way.get("attempts").get(0).get("code").asString()).isEqualTo("connect_failed");
    }

    @Test
    void unknownHostIsTheVerdict() {
        Ran ran = Ran.program("doctor", "http://nope.invalid/");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("verdict: the host name does not resolve", "SKIPPED  TCP connect");
    }

    @Test
    void deadAddressAmongGoodOnesIsFoundAlthoughCallsWork() {
        Lookup two = host -> List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("127.0.0.2"));
        String url = "http://localhost:" + http.getAddress().getPort() + "/ok";
        Ran ran = Ran.resolving(two, "doctor", url);

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("verdict: 1 of 2 addresses refuses connections on port", "OK       Request: 3 attempts")
                .contains("next: see whether something listens at 127.0.0.2");
    }

    @Test
    void selfSignedCertificateIsToldFromAnExpiredOne() throws Exception {
        try (TlsServer server = TlsServer.start(folder, "-validity", "90")) {
            JsonNode json = Ran.program("doctor", "--json", server.url()).json();
            JsonNode handshake = json.get("ways").get(0).get("handshakes").get(0);

            assertThat(json.get("verdict").asString())
                    .isEqualTo("TLS: the certificate is self-signed, not trusted by this machine");
            assertThat(handshake.get("trust").asString()).isEqualTo("SELF_SIGNED");
            assertThat(handshake.get("version").asString()).isEqualTo("TLSv1.3");
            assertThat(handshake.get("chain").get(0).get("subject").asString()).isEqualTo("CN=doctor test");
            assertThat(step(json, "TLS").get("details").toString()).contains("the name matches", "ALPN none");
        }
    }

    @Test
    void expiredCertificateIsNamedWithItsDate() throws Exception {
        try (TlsServer server = TlsServer.start(folder, "-startdate", "-9d", "-validity", "2")) {
            Ran ran = Ran.program("doctor", server.url());

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("verdict: TLS: the certificate is expired since 20", "next: renew the certificate");
        }
    }

    @Test
    void plainServerWhereTlsIsSpokenFailsTheHandshake() {
        Ran ran = Ran.program("doctor", url("/ok").replace("http:", "https:"));

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("verdict: TLS: the handshake failed");
    }

    @Test
    void silentServerEndsEachAttemptAtItsLimit() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
            Ran ran = Ran.program("doctor", "--attempts", "2", "--timeout", "300ms", url);

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.out())
                    .contains("FAIL     Request: all 2 attempts failed", "this program's own limit of 300 ms");
        }
    }

    @Test
    void directWayThatWorksPutsTheBlameBetween() {
        Ran ran = Ran.program("doctor", "--json", url("/502"), "--direct", url("/ok"));

        assertThat(ran.exitCode()).isEqualTo(1);
        JsonNode json = ran.json();
        assertThat(json.get("ways").size()).isEqualTo(2);
        assertThat(json.get("verdict").asString()).contains("works directly and fails through the gateway");
        assertThat(json.get("comparison").get("result").asString()).isEqualTo("FAIL");
    }

    @Test
    void pageIsWrittenAndNothingSecretAppearsAnywhere() throws IOException {
        Path page = folder.resolve("report.html");
        String[] args = {
            "doctor", "-H", "Authorization: Bearer s3cret", "--html", page.toString(), url("/redirect?key=s3cret")
        };
        Ran text = Ran.program(args);
        String html = Files.readString(page);
        Ran json = Ran.program("doctor", "--json", "-H", "X-Key: s3cret", url("/502?s3cret"));

        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("not followed to /ok?token=***", "/redirect?key=***");
        assertThat(html).startsWith("<!DOCTYPE html>").contains("sid=***").doesNotContain("<script");
        assertThat(text.out() + text.err() + html + json.out() + json.err()).doesNotContain("s3cret");
    }

    @Test
    void methodThatIsNotSafeIsSentOnceOnly() {
        Ran ran = Ran.program("doctor", "-X", "POST", url("/ok"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("SKIPPED  Keep-alive: a POST is not sent more often than asked for");
        assertThat(requests).hasValue(1);
    }

    @Test
    void interruptionExitsWith130() {
        Thread.currentThread().interrupt();
        Ran ran = Ran.program("doctor", url("/ok"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ran.exitCode()).isEqualTo(130);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void wrongUseExitsWith2BeforeAnythingIsSent() {
        for (String use : List.of(
                "doctor",
                "doctor ftp://127.0.0.1/",
                "doctor localhost:80",
                "doctor http://u:s3cret@127.0.0.1/",
                "doctor URL --direct nonsense",
                "doctor URL --attempts 0",
                "doctor URL --attempts 101",
                "doctor URL --timeout soon",
                "doctor URL -d @-",
                "doctor URL --html /no/such/folder/x.html",
                "doctor URL -H colonless")) {
            Ran ran = Ran.program(use.replace("URL", url("/ok")).split(" "));

            assertThat(ran.exitCode()).as(use).isEqualTo(2);
            assertThat(ran.out()).as(use).isEmpty();
            assertThat(ran.err()).as(use).contains("hopguard: ").doesNotContain("s3cret", "\tat ");
        }
        assertThat(requests).hasValue(0);
    }

    @Test
    void helpTellsTheExitCodes() {
        Ran ran = Ran.program("doctor", "--help");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .containsPattern("(?m)^  0 ")
                .containsPattern("(?m)^  1 ")
                .contains("--direct", "--html");
    }

    private static JsonNode step(JsonNode json, String check) {
        return StreamSupport.stream(json.get("ways").get(0).get("steps").spliterator(), false)
                .filter(step -> step.get("check").asString().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
