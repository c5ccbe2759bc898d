package io.hopguard.client;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.hopguard.client.wire.RawServer;
import io.hopguard.docs.TracingSnippets;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** One call that fails, with the set-up of docs/tracing.md; says the ids of its line and of its spans. */
final class TracedLine {
    private TracedLine() {}

    @SuppressWarnings("SystemOut") // what it is for
    public static void main(String[] args) throws IOException {
        InMemorySpanExporter exporter = InMemorySpanExporter.create();
        TracingSnippets.Traced traced = TracingSnippets.client(exporter);
        try (LogCapture log = new LogCapture(Level.INFO);
                RawServer server = new RawServer(c -> {
                    c.request();
                    c.respond(500, "");
                });
                ResilientClient client = traced.client()) {
            client.get(server.url() + "/orders")
                    .header("X-Request-Id", "order-7")
                    .send();
            ILoggingEvent line = log.events().get(0);
            say(
                    "line",
                    line.getMDCPropertyMap().get("traceId"),
                    line.getMDCPropertyMap().get("spanId"),
                    line.getMDCPropertyMap().get("request_id"));
        }
        traced.provider().forceFlush().join(10, TimeUnit.SECONDS);
        for (SpanData span : exporter.getFinishedSpanItems()) {
            say(
                    span.getKind() == SpanKind.CLIENT ? "attempt" : "call",
                    span.getTraceId(),
                    span.getSpanId(),
                    span.getAttributes().get(AttributeKey.stringKey("hopguard.request_id")));
        }
        traced.provider().close();
    }

    private static void say(String what, String... ids) {
        System.out.println(what + ": " + String.join(" ", ids));
    }

    /** What it said of one of them. */
    static String[] values(String said, String what) {
        return said.lines()
                .filter(line -> line.startsWith(what + ": "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said))
                .substring(what.length() + 2)
                .split(" ");
    }
}
