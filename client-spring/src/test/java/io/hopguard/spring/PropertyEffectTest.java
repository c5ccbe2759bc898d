package io.hopguard.spring;

import static io.hopguard.spring.PropertyEffect.effect;
import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each property does what it says: to the bytes that a server sees, to how many requests it sees, or to the answer. The call is
 * a GET of /orders/42 through the client {@code orders}, without any property but the row's and what it needs; it must end
 * otherwise without the row's own. One row for each property.
 */
class PropertyEffectTest {
    private static final String OK = response(200, "", "fine");
    private static final String BAD = response(502, "", "");
    private static final String AWAY = "HTTP/1.1 302 X\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n";

    static Stream<PropertyEffect> properties() {
        return Stream.of(timeouts(), retries(), guards(), redirects(), connections(), limits(), identity())
                .flatMap(List::stream);
    }

    private static List<PropertyEffect> timeouts() {
        return List.of(
                effect("timeouts.total=150ms")
                        .with("retry.max-attempts=1")
                        .server("wait 1000", OK)
                        .ends("deadline_exceeded"),
                effect("timeouts.attempt=100ms")
                        .with("retry.max-attempts=2")
                        .server("wait 1000", OK)
                        .requests(2),
                effect("timeouts.idle=100ms")
                        .with("retry.max-attempts=1")
                        .server("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfi", "wait 1000", "ne")
                        .ends("truncated_response"),
                effect("timeouts.min-attempt=9s")
                        .with(
                                "timeouts.total=9050ms",
                                "retry.base-delay=100ms",
                                "retry.max-delay=100ms",
                                "retry.jitter=none")
                        .server(BAD)
                        .requests(1),
                effect("timeouts.budget-margin=1s").server(OK).sent("X-Timeout-Budget-Ms: (1\\d\\d\\d|2000)\r\n"));
    }

    private static List<PropertyEffect> retries() {
        return List.of(
                effect("retry.max-attempts=2").server(BAD).requests(2),
                effect("retry.base-delay=9s")
                        .with(
                                "retry.max-delay=9s",
                                "retry.jitter=none",
                                "timeouts.total=9500ms",
                                "timeouts.min-attempt=1s")
                        .server(BAD)
                        .requests(1),
                effect("retry.max-delay=1ms")
                        .with("retry.base-delay=1ms", "timeouts.total=2s")
                        .server(BAD)
                        .requests(3)
                        .needed(),
                effect("retry.statuses=500").server(response(500, "", "")).requests(3),
                effect("retry-budget.reserve=1")
                        .with("retry-budget.ratio=0")
                        .server(BAD)
                        .requests(2),
                effect("retry-budget.enabled=false")
                        .with("retry-budget.ratio=0", "retry-budget.reserve=0")
                        .server(BAD)
                        .requests(3));
    }

    private static List<PropertyEffect> guards() {
        return List.of(
                effect("circuit-breaker.minimum-number-of-calls=2").server(BAD).requests(2),
                effect("circuit-breaker.enabled=false")
                        .with("circuit-breaker.sliding-window-size=2", "circuit-breaker.minimum-number-of-calls=2")
                        .server(BAD)
                        .requests(3),
                effect("bulkhead.enabled=false")
                        .with("bulkhead.max-concurrent-calls=1", "bulkhead.max-wait=0")
                        .inParallel()
                        .server("wait 300", OK)
                        .requests(2),
                effect("bulkhead.max-concurrent-calls=1")
                        .with("bulkhead.max-wait=0")
                        .inParallel()
                        .server("wait 300", OK)
                        .requests(1),
                effect("bulkhead.max-wait=5s")
                        .with("bulkhead.max-concurrent-calls=1")
                        .inParallel()
                        .server("wait 800", OK)
                        .requests(2));
    }

    private static List<PropertyEffect> redirects() {
        return List.of(
                effect("redirects.enabled=false").server(AWAY).requests(1),
                effect("redirects.max-redirects=2").server(AWAY).requests(3));
    }

    private static List<PropertyEffect> connections() {
        return List.of(
                effect("connections.time-to-live=1ms").server(OK).twice().connections(2),
                effect("connections.keep-alive=1ms").server(OK).twice().connections(2),
                effect("proxy.uri=http://127.0.0.1:${port}")
                        .with("base-uri=http://unknown.invalid")
                        .server(OK)
                        .sent("GET http://unknown.invalid/orders/42 "),
                effect("proxy.user=u")
                        .with(
                                "base-uri=http://unknown.invalid",
                                "proxy.uri=http://127.0.0.1:${port}",
                                "proxy.password=p")
                        .server(OK)
                        .sent("Proxy-Authorization: Basic dTpw\r\n")
                        .needed(),
                effect("proxy.no-proxy=127.0.0.1")
                        .with("proxy.uri=http://127.0.0.1:1")
                        .server(OK)
                        .requests(1));
    }

    private static List<PropertyEffect> limits() {
        return List.of(
                effect("limits.max-body-bytes=3").server(OK).ends("response_too_large"),
                effect("limits.max-headers=1")
                        .server(response(200, "A: 1\r\nB: 2\r\n", "fine"))
                        .ends("malformed_response"),
                effect("limits.max-header-line-bytes=128")
                        .server(response(200, "A: " + "x".repeat(200) + "\r\n", "fine"))
                        .ends("malformed_response"),
                effect("limits.decompress=false").server(OK).notSent("Accept-Encoding"));
    }

    private static List<PropertyEffect> identity() {
        return List.of(
                effect("headers.X-Tenant=acme").server(OK).sent("X-Tenant: acme\r\n"),
                effect("user-agent=shop/1").server(OK).sent("User-Agent: shop/1\r\n"),
                effect("budget-header=grpc-timeout").server(OK).sent("grpc-timeout: "),
                effect("auth.bearer-token=t-1").server(OK).sent("Authorization: Bearer t-1\r\n"),
                effect("auth.basic.user=u")
                        .with("auth.basic.password=p")
                        .server(OK)
                        .sent("Authorization: Basic dTpw\r\n")
                        .needed(),
                effect("auth.api-key.header=X-Key")
                        .with("auth.api-key.value=k")
                        .server(OK)
                        .sent("X-Key: k\r\n")
                        .needed(),
                effect("base-uri=http://127.0.0.1:${port}/v2").server(OK).sent("GET /v2/orders/42 "));
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyOfAClientIsSeen(PropertyEffect row) {
        PropertyEffect.Seen seen = row.seen("hopguard.clients.orders.", true);
        assertThat(row.holds(seen)).as("%s: %s", row, seen).isTrue();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void withoutThePropertyItIsNotSeen(PropertyEffect row) {
        if (row.isNeeded()) {
            return;
        }
        PropertyEffect.Seen seen = row.seen("hopguard.clients.orders.", false);
        assertThat(row.holds(seen)).as("%s: %s", row, seen).isFalse();
    }
}
