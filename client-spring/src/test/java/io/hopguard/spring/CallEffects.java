package io.hopguard.spring;

import static io.hopguard.spring.PropertyEffect.effect;
import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Properties of how a call goes: limits of time, retries, guards, redirects. */
final class CallEffects {
    private static final String OK = response(200, "", "fine");
    private static final String BAD = response(502, "", "");
    private static final String AWAY = "HTTP/1.1 302 X\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n";
    private static final String ABROAD = "HTTP/1.1 302 X\r\nLocation: ${other}/next\r\nContent-Length: 0\r\n\r\n";

    private CallEffects() {}

    static List<PropertyEffect> timeouts() {
        List<PropertyEffect> rows = new ArrayList<>(streams());
        rows.addAll(List.of(
                effect("timeouts.total=150ms")
                        .with("retry.max-attempts=1")
                        .server("wait 1000", OK)
                        .ends("deadline_exceeded"),
                effect("timeouts.attempt=100ms")
                        .with("retry.max-attempts=2")
                        .server("wait 1000", OK)
                        .requests(2),
                effect("timeouts.lease=8s")
                        .with("retry.max-attempts=1", "connections.max-per-target=1", "bulkhead.enabled=false")
                        .doing((client, rig) -> rig.overlapping(client))
                        .server("hold 1500", OK)
                        .ends("fine"),
                // As long as the call may take: then that is what ends it, not their defaults.
                effect("timeouts.connect=2500ms")
                        .with("retry.max-attempts=1", "timeouts.total=2500ms")
                        .server(OK)
                        .anywhere()
                        .doing(CallEffects::toADeafPort)
                        .ends("deadline_exceeded"),
                effect("timeouts.tls=2500ms")
                        .with("retry.max-attempts=1", "timeouts.total=2500ms", "base-uri=https://127.0.0.1:${port}")
                        .server(OK)
                        .ends("deadline_exceeded"),
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
                effect("timeouts.budget-margin=1s").server(OK).sent("X-Timeout-Budget-Ms: (1\\d\\d\\d|2000)\r\n")));
        return rows;
    }

    private static List<PropertyEffect> streams() {
        String half = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfi";
        return List.of(
                effect("timeouts.stream-total=1s")
                        .with("timeouts.stream-idle=1s")
                        .doing((client, rig) -> rig.stream(client))
                        .server(
                                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n",
                                "wait 300",
                                "1",
                                "wait 300",
                                "2",
                                "wait 300",
                                "3",
                                "wait 300",
                                "4",
                                "wait 300",
                                "5",
                                "wait 300",
                                "6")
                        .ends("deadline_exceeded"),
                effect("timeouts.stream-idle=100ms")
                        .doing((client, rig) -> rig.stream(client))
                        .server(half, "wait 600", "ne")
                        .ends("truncated_response"));
    }

    /** A port that answers no handshake of TCP, because as many as it takes wait already. */
    private static void toADeafPort(ResilientClient client, EffectRig rig) throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Socket one = new Socket("127.0.0.1", deaf.getLocalPort());
                Socket two = new Socket("127.0.0.1", deaf.getLocalPort())) {
            assertThat(List.of(one, two)).allMatch(Socket::isBound);
            rig.get(client, "http://127.0.0.1:" + deaf.getLocalPort());
        }
    }

    static List<PropertyEffect> retries() {
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
                effect("retry.max-delay=20ms")
                        .with("retry.base-delay=20ms", "retry.jitter=none")
                        .server(BAD)
                        .told(2, "waits 20 ms before attempt"),
                effect("retry.jitter=none")
                        .with("retry.base-delay=100ms", "retry.max-delay=100ms")
                        .server(BAD)
                        .told(2, "waits 100 ms before attempt"),
                effect("retry.statuses=500").server(response(500, "", "")).requests(3),
                effect("retry-budget.ratio=1")
                        .with("retry-budget.reserve=0", "retry.max-attempts=2")
                        .server(BAD)
                        .requests(2),
                effect("retry-budget.per-success=0")
                        .with("retry-budget.ratio=0", "retry-budget.reserve=0")
                        .answers(OK, BAD, BAD, BAD)
                        .calls(2)
                        .requests(2),
                effect("retry-budget.reserve=1")
                        .with("retry-budget.ratio=0")
                        .server(BAD)
                        .requests(2),
                effect("retry-budget.enabled=false")
                        .with("retry-budget.ratio=0", "retry-budget.reserve=0")
                        .server(BAD)
                        .requests(3));
    }

    static List<PropertyEffect> guards() {
        List<PropertyEffect> rows = new ArrayList<>(breakers());
        rows.addAll(List.of(
                effect("bulkhead.enabled=false")
                        .with("bulkhead.max-concurrent-calls=1", "bulkhead.max-wait=0")
                        .doing((client, rig) -> rig.overlapping(client))
                        .server("hold 5000", OK)
                        .requests(2),
                effect("bulkhead.max-concurrent-calls=1")
                        .with("bulkhead.max-wait=0")
                        .doing((client, rig) -> rig.overlapping(client))
                        .server("hold 5000", OK)
                        .ends("bulkhead_full"),
                effect("bulkhead.max-wait=0")
                        .with("bulkhead.max-concurrent-calls=1")
                        .doing((client, rig) -> rig.overlapping(client))
                        .server("hold 1500", OK)
                        .ends("bulkhead_full")));
        return rows;
    }

    private static List<PropertyEffect> breakers() {
        String[] two = {
            "retry.max-attempts=1", "circuit-breaker.sliding-window-size=2", "circuit-breaker.minimum-number-of-calls=2"
        };
        return List.of(
                effect("circuit-breaker.minimum-number-of-calls=2").server(BAD).requests(2),
                effect("circuit-breaker.enabled=false")
                        .with("circuit-breaker.sliding-window-size=2", "circuit-breaker.minimum-number-of-calls=2")
                        .server(BAD)
                        .requests(3),
                effect("circuit-breaker.failure-rate-threshold=50")
                        .with(two)
                        .answers(OK, BAD, OK)
                        .calls(3)
                        .requests(2),
                effect("circuit-breaker.sliding-window-size=2")
                        .with("retry.max-attempts=1", "circuit-breaker.minimum-number-of-calls=2")
                        .with("circuit-breaker.failure-rate-threshold=50")
                        .answers(OK, OK, OK, BAD, OK)
                        .calls(5)
                        .requests(4),
                effect("circuit-breaker.open-for=1ms")
                        .with(two)
                        .answers(BAD, BAD, OK)
                        .doing(CallEffects::thirdAfterAWhile)
                        .requests(3),
                effect("circuit-breaker.half-open-calls=1")
                        .with(two)
                        .with("circuit-breaker.open-for=1ms")
                        .answers(BAD, BAD, OK)
                        .doing(CallEffects::thirdAfterAWhile)
                        .told(1, "circuit breaker HALF_OPEN -> CLOSED"));
    }

    private static void thirdAfterAWhile(ResilientClient client, EffectRig rig) throws Exception {
        rig.get(client);
        rig.get(client);
        rig.letTimePass();
        rig.get(client);
    }

    static List<PropertyEffect> redirects() {
        return List.of(
                effect("redirects.enabled=false").server(AWAY).requests(1),
                effect("redirects.max-redirects=2").server(AWAY).requests(3),
                effect("redirects.cross-origin=true").server(ABROAD).otherRequests(1),
                effect("redirects.unsafe-methods=true")
                        .doing((client, rig) -> rig.post(client))
                        .answers(AWAY, OK)
                        .requests(2),
                effect("redirects.secret-headers=X-Tenant")
                        .with("redirects.cross-origin=true", "headers.X-Tenant=acme")
                        .server(ABROAD)
                        .notSentToOther("acme"),
                effect("redaction.headers=X-Tenant")
                        .with("redirects.cross-origin=true", "headers.X-Tenant=acme")
                        .server(ABROAD)
                        .notSentToOther("acme"));
    }
}
