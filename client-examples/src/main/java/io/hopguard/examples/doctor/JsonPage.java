package io.hopguard.examples.doctor;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.diagnosis.Evidence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The report for machines: maps and lists that a JSON mapper writes as one object. */
public final class JsonPage {
    private JsonPage() {}

    /**
     * Writes the report.
     *
     * @param report what was found
     * @return the object, its fields in order
     */
    public static Map<String, @Nullable Object> of(Report report) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Leg direct = report.direct();
        json.put("url", report.target().place().shown());
        json.put("direct", direct == null ? null : direct.place().shown());
        json.put("method", report.method());
        json.put("began", report.began().toString());
        json.put("elapsedMs", millis(report.nanos()));
        json.put("healthy", report.healthy());
        json.put("verdict", report.verdict().headline());
        json.put("evidence", report.verdict().evidence());
        json.put("next", report.verdict().next());
        json.put("ways", report.legs().stream().map(JsonPage::leg).toList());
        Step comparison = report.comparison();
        json.put("comparison", comparison == null ? null : step(comparison));
        return json;
    }

    private static Map<String, @Nullable Object> leg(Leg leg) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("way", leg.name());
        json.put("url", leg.place().shown());
        json.put("steps", leg.steps().stream().map(JsonPage::step).toList());
        json.put("connects", leg.dials().stream().map(JsonPage::dial).toList());
        json.put(
                "handshakes", leg.handshakes().stream().map(JsonPage::handshake).toList());
        json.put("attempts", leg.trials().stream().map(JsonPage::trial).toList());
        return json;
    }

    private static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("check", step.check().name());
        json.put("result", step.result().name());
        json.put("summary", step.summary());
        json.put("details", step.details());
        json.put("elapsedMs", millis(step.nanos()));
        return json;
    }

    private static Map<String, @Nullable Object> dial(Dial dial) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("address", dial.address().getHostAddress());
        json.put("ending", dial.ending().name());
        json.put("elapsedMs", millis(dial.nanos()));
        return json;
    }

    private static Map<String, @Nullable Object> handshake(Handshake handshake) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("address", handshake.address().getHostAddress());
        json.put("version", handshake.version());
        json.put("cipher", handshake.cipher());
        json.put("alpn", handshake.alpn());
        json.put("trust", handshake.trust().name());
        json.put("failure", handshake.failure());
        json.put("elapsedMs", millis(handshake.nanos()));
        json.put("chain", handshake.chain().stream().map(JsonPage::certificate).toList());
        return json;
    }

    private static Map<String, Object> certificate(CertificateSeen certificate) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("subject", certificate.subject());
        json.put("issuer", certificate.issuer());
        json.put("notBefore", certificate.notBefore().toString());
        json.put("notAfter", certificate.notAfter().toString());
        json.put("names", certificate.names());
        return json;
    }

    private static Map<String, @Nullable Object> trial(Trial trial) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        Trial.Failure failure = trial.failure();
        json.put("number", trial.number());
        json.put("status", trial.answered() ? trial.status() : null);
        json.put("error", failure == null ? null : failure.type());
        json.put("code", failure == null ? null : failure.code());
        json.put("message", failure == null ? null : failure.words());
        json.put("phase", trial.phase().name());
        json.put("peer", trial.peer());
        json.put("elapsedMs", millis(trial.nanos()));
        json.put("phasesMs", phases(trial));
        json.put("headers", headers(trial));
        json.put("bodyBytes", trial.bodyBytes() < 0 ? null : trial.bodyBytes());
        json.put("hops", Hops.names(trial));
        json.put("diagnosis", diagnosis(trial.diagnosis()));
        return json;
    }

    private static Map<String, Double> phases(Trial trial) {
        Map<String, Double> json = new LinkedHashMap<>();
        for (Segment segment : Segment.values()) {
            if (segment != Segment.OTHER) {
                json.put(segment.label().toLowerCase(Locale.ROOT), millis(segment.nanosIn(trial)));
            }
        }
        return json;
    }

    /** Each field on its own: their order and repetition may matter. */
    private static List<Map<String, String>> headers(Trial trial) {
        List<Map<String, String>> fields = new ArrayList<>();
        for (int i = 0; i < trial.headers().size(); i++) {
            String name = trial.headers().name(i);
            fields.add(Map.of(
                    "name", Masks.clean(name),
                    "value", Masks.header(name, trial.headers().value(i))));
        }
        return fields;
    }

    private static Map<String, @Nullable Object> diagnosis(Diagnosis diagnosis) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("answeredBy", diagnosis.answeredBy().name());
        json.put("product", diagnosis.product());
        json.put("causes", diagnosis.causes().stream().map(Cause::name).toList());
        json.put("confidence", diagnosis.confidence().name());
        json.put("evidence", diagnosis.evidence().stream().map(JsonPage::masked).toList());
        json.put("advice", diagnosis.advice());
        return json;
    }

    private static Evidence masked(Evidence found) {
        return new Evidence(found.field(), Masks.header(found.field(), found.value()), found.meaning());
    }

    /** To the microsecond. */
    private static double millis(long nanos) {
        return nanos / 1_000 / 1e3;
    }
}
