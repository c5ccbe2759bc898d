package io.hopguard.client.diagnosis;

import java.util.List;
import java.util.Map;

/** Diagnoses as an engine may make them, for tests of what becomes of them. */
public final class Diagnosed {
    private Diagnosed() {}

    public static Diagnosis by(AnsweredBy answeredBy, String product, Confidence confidence, Cause... causes) {
        return new Diagnosis(
                answeredBy,
                product,
                List.of(causes),
                confidence,
                List.of(new Evidence("Server", "value", "meaning")),
                Steps.of(List.of("advice"), Map.of()),
                List.of());
    }

    public static Diagnosis nginx(Cause... causes) {
        return by(AnsweredBy.GATEWAY, "nginx", Confidence.LIKELY, causes);
    }
}
