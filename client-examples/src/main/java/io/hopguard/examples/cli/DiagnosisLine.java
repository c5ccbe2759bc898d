package io.hopguard.examples.cli;

import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import java.util.Locale;
import java.util.stream.Collectors;

/** A diagnosis in one line: who answered, why, and how sure that is. */
final class DiagnosisLine {
    private DiagnosisLine() {}

    static String of(Diagnosis diagnosis) {
        String product = diagnosis.product() == null ? "" : " (" + diagnosis.product() + ")";
        String causes = diagnosis.causes().stream().map(Cause::name).collect(Collectors.joining(" or "));
        return who(diagnosis) + product + "; cause: " + causes + "; confidence: "
                + diagnosis.confidence().name().toLowerCase(Locale.ROOT);
    }

    private static String who(Diagnosis diagnosis) {
        return switch (diagnosis.answeredBy()) {
            case ORIGIN -> "answered by the application";
            case GATEWAY -> "answered by a gateway";
            case FORWARD_PROXY -> "answered by the forward proxy";
            case CLIENT -> "nobody answered: the call did not leave this program";
            case NETWORK -> "nobody answered";
            case UNKNOWN -> "it is not known who answered";
        };
    }
}
