package io.hopguard.spring;

import static io.hopguard.spring.PropertyEffect.effect;
import static io.hopguard.spring.ScriptedServer.response;

import io.hopguard.client.ResilientClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Properties of what is taken, of who calls, and of what is told about it. */
final class AnswerEffects {
    private static final String OK = response(200, "", "fine");

    private AnswerEffects() {}

    static List<PropertyEffect> limits() {
        return List.of(
                effect("limits.max-body-bytes=3").server(OK).ends("response_too_large"),
                effect("limits.max-stream-bytes=3")
                        .doing((client, rig) -> rig.stream(client))
                        .server(OK)
                        .ends("response_too_large"),
                effect("limits.max-decoded-ratio=2")
                        .server(response(200, "Content-Encoding: gzip\r\nContent-Type: text/plain\r\n", dense()))
                        .ends("response_too_large"),
                effect("limits.max-headers=1")
                        .server(response(200, "A: 1\r\nB: 2\r\n", "fine"))
                        .ends("malformed_response"),
                effect("limits.max-header-line-bytes=128")
                        .server(response(200, "A: " + "x".repeat(200) + "\r\n", "fine"))
                        .ends("malformed_response"),
                effect("limits.decompress=false").server(OK).notSent("Accept-Encoding"));
    }

    /** About a tenth of what it was. */
    private static String dense() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append(Long.toHexString(random.nextLong())).append("x".repeat(200));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    static List<PropertyEffect> identity() {
        return List.of(
                effect("headers.X-Tenant=acme").server(OK).sent("X-Tenant: acme\r\n"),
                effect("user-agent=shop/1").server(OK).sent("User-Agent: shop/1\r\n"),
                effect("budget-header=grpc-timeout").server(OK).sent("grpc-timeout: "),
                effect("request-id-header=X-Call").server(OK).sent("X-Call: [\\w-]+\r\n"),
                effect("request-id-header=off").server(OK).notSent("X-Request-Id"),
                effect("auth.bearer-token=t-1").server(OK).sent("Authorization: Bearer t-1\r\n"),
                effect("auth.basic.user=u")
                        .with("auth.basic.password=p")
                        .server(OK)
                        .sent("Authorization: Basic dTpw\r\n")
                        .needed(),
                effect("auth.basic.password=p")
                        .with("auth.basic.user=u")
                        .server(OK)
                        .sent("Authorization: Basic dTpw\r\n")
                        .needed(),
                effect("auth.api-key.header=X-Key")
                        .with("auth.api-key.value=k")
                        .server(OK)
                        .sent("X-Key: k\r\n")
                        .needed(),
                effect("auth.api-key.value=k")
                        .with("auth.api-key.header=X-Key")
                        .server(OK)
                        .sent("X-Key: k\r\n")
                        .needed(),
                effect("base-uri=http://127.0.0.1:${port}/v2").server(OK).sent("GET /v2/orders/42 "));
    }

    static List<PropertyEffect> meters() {
        String call = "^hopguard.client.calls\\{.*";
        return List.of(
                effect("meters.histograms=true").server(OK).told(1, call + "buckets \\[5 ms, 10 ms, "),
                effect("meters.slo=70ms,90ms")
                        .server(OK)
                        .told(1, call + "buckets \\[70 ms, 90 ms, 8000 ms, 10000 ms\\]"),
                effect("meters.max-templates=1")
                        .server(OK)
                        .doing((client, rig) -> {
                            client.get("/orders/{id}", 1).fetch(String.class);
                            client.get("/parts/{id}", 1).fetch(String.class);
                            rig.get(client);
                        })
                        .told(1, call + "route=other"),
                effect("meters.max-literals=1")
                        .server(OK)
                        .doing((client, rig) -> {
                            rig.get(client, "/orders");
                            rig.get(client, "/parts");
                        })
                        .told(1, call + "route=other"),
                effect("meters.max-targets=1")
                        .anywhere()
                        .server(OK)
                        .doing((client, rig) -> {
                            rig.get(client, "http://127.0.0.1:${port}/");
                            rig.get(client, "${other}/");
                        })
                        .told(1, "^hopguard.client.retry.budget\\{.*target=other"));
    }

    static List<PropertyEffect> logs() {
        String bad = response(500, "", "");
        return List.of(
                effect("logs.enabled=false").server(bad).told(0, "^WARN "),
                effect("logs.slow-after=1ns").server(OK).told(1, "^INFO .*GET "),
                effect("logs.lines-per-window=1")
                        .server(bad)
                        .calls(3)
                        .told(1, "^WARN \\S+ \\S+ InternalServerErrorException"),
                effect("logs.window=1ms")
                        .with("logs.lines-per-window=1")
                        .server(bad)
                        .doing(AnswerEffects::thrice)
                        .told(3, "^WARN \\S+ \\S+ InternalServerErrorException"),
                effect("redaction.patterns=orders").server(bad).told(0, "^WARN .*orders/"));
    }

    private static void thrice(ResilientClient client, EffectRig rig) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            rig.get(client);
            rig.letTimePass();
        }
    }
}
