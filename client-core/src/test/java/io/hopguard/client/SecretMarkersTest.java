package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.CallDiagnosed;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.event.RedirectFollowed;
import io.hopguard.client.event.RetryScheduled;
import io.hopguard.client.event.StreamEnded;
import io.hopguard.client.event.WaitOver;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.http.Response;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.wire.RawServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Secrets are planted wherever there is room for one, everything is made to fail, and nobody says any of them. */
class SecretMarkersTest {
    private static final Pattern MARKER = Pattern.compile("s3cret[0-9]{2}");

    private final EverythingSaid everything = new EverythingSaid();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Tracing tracing = new Tracing();
    private final Set<String> planted = new TreeSet<>();
    private final List<Class<?>> failures = new ArrayList<>();

    private String secret(int number) {
        String marker = String.format("s3cret%02d", number);
        planted.add(marker);
        return marker;
    }

    /** What comes back: each path is another way to fail. */
    private void serve(RawServer.Connection c) throws IOException {
        for (String request = c.request(); request != null; request = c.request()) {
            String path = request.split("[ ?]", 3)[1].replaceFirst("^http://[^/]*", "");
            if (path.equals("/lost")) {
                return;
            }
            if (path.equals("/reset")) {
                c.reset();
                return;
            }
            if (!path.equals("/slow")) {
                c.send("HTTP/1.1 " + answer(path));
            }
            if (path.equals("/truncated")) {
                return;
            }
        }
    }

    private String answer(String path) {
        String cookie = "X\r\nSet-Cookie: id=" + secret(1) + "\r\n";
        return switch (path) {
            case "/401" ->
                "401 " + cookie + "WWW-Authenticate: Bearer echo=\"" + secret(2) + "\"\r\n" + body("no " + secret(3));
            case "/500" -> "500 " + cookie + "Content-Type: text/html\r\n" + body("<html>" + secret(4));
            case "/503" -> "503 " + cookie + "Retry-After: " + secret(5) + "\r\n" + body("busy " + secret(4));
            case "/odd" -> "200 " + cookie + "Content-Type: application/json\r\n" + body("{\"id\":" + secret(6) + "}");
            case "/mismatch" -> "200 " + cookie + "Content-Type: application/json\r\n" + body("\"" + secret(6) + "\"");
            case "/page" ->
                "200 " + cookie + "Content-Type: text/html\r\n"
                        + body("<html><!-- " + secret(7) + " --><title>Hi</title>" + secret(7) + " ".repeat(300)
                                + secret(7));
            case "/plain" ->
                "200 " + cookie + "Content-Type: text/plain\r\n" + body(secret(7) + " <title>" + secret(7));
            case "/coded" -> "200 " + cookie + "Content-Encoding: x\r\n" + body(secret(7));
            case "/charset" ->
                "200 " + cookie + "Content-Type: application/json; charset=x\r\n" + body("<" + secret(7));
            case "/loop" -> "302 " + cookie + "Location: /loop?token=" + secret(8) + "\r\n" + body("");
            case "/userinfo" -> "302 " + cookie + "Location: http://u:" + secret(9) + "@127.0.0.1/\r\n" + body("");
            case "/truncated" -> "200 " + cookie + "Content-Length: 99\r\n\r\n" + secret(10) + "\r\n";
            case "/malformed" -> "200 " + cookie + "Set-Cookie id=" + secret(11) + "\r\n" + body("");
            case "/name" -> "200 " + cookie + "X " + secret(11) + ": 1\r\n" + body("");
            case "/garbage" -> secret(12) + "\r\n\r\n";
            case "/chunk" -> "200 " + cookie + "Transfer-Encoding: chunked\r\n\r\n" + secret(13) + "\r\n";
            case "/trailer" -> "200 " + cookie + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + secret(13) + "\r\n\r\n";
            case "/length" -> "200 " + cookie + "Content-Length: " + secret(14) + "\r\n\r\n";
            case "/large" -> "200 " + cookie + "X: " + secret(14).repeat(2_000) + "\r\n\r\n";
            default -> throw new IllegalArgumentException(path);
        };
    }

    private static String body(String text) {
        return "Content-Length: " + text.length() + "\r\n\r\n" + text;
    }

    private static final List<String> PATHS = List.of(
            "/401",
            "/500",
            "/503",
            "/odd",
            "/mismatch",
            "/page",
            "/plain",
            "/coded",
            "/charset",
            "/loop",
            "/userinfo",
            "/truncated",
            "/malformed",
            "/name",
            "/garbage",
            "/chunk",
            "/trailer",
            "/length",
            "/large",
            "/lost",
            "/reset",
            "/slow");

    private ResilientClientBuilder builder() {
        return ResilientClient.builder()
                .header("X-Auth-Token", secret(20))
                .attemptInterceptor((request, chain) -> chain.proceed(
                        request.toBuilder().header("X-Session", secret(21)).build()))
                .redirects(r -> r.secretHeaders(Set.of("x-pin")))
                .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                .retryBudget(b -> b.off())
                .circuitBreaker(b -> b.off())
                .timeouts(t -> t.attempt(Duration.ofMillis(500)))
                .callInterceptor((request, chain) -> {
                    everything.say(request + " " + request.headers() + " " + request.body());
                    Response response = chain.proceed(request);
                    everything.say((Object) response);
                    return response;
                })
                .listener(everything, Runnable::run)
                .meterRegistry(registry)
                .observationRegistry(tracing.registry);
    }

    private RequestSpec dressed(RequestSpec spec) {
        return spec.header("Authorization", "Bearer " + secret(22))
                .header("Cookie", "id=" + secret(23))
                .header("Proxy-Authorization", "Basic " + secret(24))
                .header("X-Api-Key", secret(25))
                .header("X-Pin", secret(26))
                .query("token", secret(27));
    }

    private RequestSpec call(ResilientClient client, String method, String url, String path) {
        return dressed(client.request(method, url + path))
                .timeout(Duration.ofMillis(path.equals("/slow") ? 150 : 5_000));
    }

    private void fails(ThrowingCall call) {
        Throwable failure = catchThrowable(call::run);
        assertThat(failure).isNotNull();
        failures.add(failure.getClass());
        everything.say(failure);
    }

    private interface ThrowingCall {
        void run() throws Exception;
    }

    private void failEverywhere(ResilientClient client, String url) {
        for (String path : PATHS) {
            fails(() -> call(client, "GET", url, path).fetch(Integer.class));
            fails(() -> call(client, "POST", url, path)
                    .json(Map.of("pin", secret(28)))
                    .fetch(Map.class));
            fails(() -> call(client, "PUT", url, path)
                    .form(Map.of("pin", secret(29)))
                    .fetchAsync(Integer.class)
                    .get(60, TimeUnit.SECONDS));
            everything.say(call(client, "GET", url, path).toString());
        }
        fails(() -> dressed(client.request("GET", URI.create(url + "/500?token=" + secret(30))))
                .fetch(String.class));
        for (String path : List.of("/truncated", "/chunk")) {
            fails(() -> call(client, "GET", url, path).stream().body().readAllBytes());
        }
        everything.say(client.describe());
        everything.say(client.toString());
        everything.say(client.settings());
        client.settings().headers().toMap().keySet().forEach(everything::say);
    }

    private void refuseEverything(ResilientClient client) throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        for (String header : List.of("Authorization", "X-Api-Key")) {
            fails(() -> client.get("http://a.test/").header(header, secret(31) + "\r\n"));
            fails(() -> builder().header(header, secret(31) + "\u00e9"));
        }
        fails(() -> dressed(client.get("http://127.0.0.1:" + closed + "/?token=" + secret(32)))
                .send());
        fails(() -> dressed(client.get("http://nowhere.invalid/x?token=" + secret(32)))
                .send());
        fails(() -> client.get("http://a.test/{id?token=" + secret(33)).send());
        fails(() -> client.get("http://a.test/{id}?token=" + secret(33)).send());
        fails(() -> client.get("http://a.test/?token=" + secret(33) + "\u00e9").send());
        fails(() -> client.get("http://u:" + secret(34) + "@a.test/").send());
        fails(() -> builder().baseUri("http://u:" + secret(35) + "@a.test/").build());
        fails(() -> builder().baseUri("http://a.test/?key=" + secret(36)).build());
        fails(() ->
                builder().proxy(p -> p.uri("ftp://u:" + secret(37) + "@a.test")).build());
        fails(() -> builder()
                .tls(t -> t.key(Path.of("nowhere.p12"), secret(38).toCharArray()))
                .build());
    }

    /** Credentials of every kind, which the server refuses again and again. */
    private void useCredentials(String url) {
        MemoryCookieJar jar = MemoryCookieJar.create();
        for (Auth auth : List.of(
                Auth.basic("u", secret(40)),
                Auth.bearer(secret(41)),
                Auth.apiKey("X-Pass", secret(42)),
                Auth.bearer(() -> {
                    Token token = Token.of(secret(43));
                    everything.say((Object) token);
                    return token;
                }))) {
            everything.say(auth);
            for (boolean proxied : List.of(true, false)) {
                try (ResilientClient client = builder()
                        .baseUri(proxied ? "http://a.test" : url)
                        .auth(auth)
                        .cookieJar(jar)
                        .proxy(p -> {
                            if (proxied) {
                                p.uri(url).basicAuth("u", secret(44));
                            }
                        })
                        .build()) {
                    fails(() -> call(client, "GET", "", "/401").fetch(String.class));
                    everything.say(client.describe());
                    everything.say((Object) call(client, "GET", "", "/page").send());
                    try (StreamedResponse stream = call(client, "GET", "", "/plain").stream()) {
                        everything.say((Object) stream);
                    }
                }
            }
        }
        assertThat(jar.size()).isPositive();
        everything.say(jar);
    }

    @Test
    void noneOfThemIsSaidAnywhere() throws IOException {
        try (everything;
                tracing;
                RawServer server = new RawServer(this::serve);
                ResilientClient client = builder().build()) {
            failEverywhere(client, server.url());
            refuseEverything(client);
            useCredentials(server.url());
            everything.say(registry);
            assertThat(tracing.spans().size()).isGreaterThan(100);
            everything.say(tracing);
        }
        assertThat(planted).hasSizeGreaterThanOrEqualTo(20);
        assertThat(failures.stream()
                        .filter(HopguardException.class::isAssignableFrom)
                        .distinct())
                .as("kinds of failures")
                .hasSizeGreaterThanOrEqualTo(10);
        assertThat(failures).contains(InvalidConfigurationException.class);
        assertThat(everything.events())
                .contains(
                        CallStarted.class,
                        AttemptEnded.class,
                        RetryScheduled.class,
                        WaitOver.class,
                        RedirectFollowed.class,
                        CallDiagnosed.class,
                        CallEnded.class,
                        StreamEnded.class);
        assertThat(everything.said()).hasSizeGreaterThan(500).anyMatch(text -> text.startsWith("org.apache.hc"));
        Function<String, String> leak = text -> text.substring(0, Math.min(text.length(), 2_000));
        assertThat(everything.said().stream()
                        .filter(text -> MARKER.matcher(text).find())
                        .map(leak)
                        .distinct()
                        .limit(5))
                .isEmpty();
    }

    @Test
    void aMarkerIsFoundWhereItIsSaid() {
        try (everything) {
            org.slf4j.LoggerFactory.getLogger("io.hopguard.client").debug("{}", secret(1));
            everything.say(new IllegalStateException(new IOException(secret(2))));
        }
        assertThat(everything.said().stream().map(MARKER::matcher).filter(Matcher::find))
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
