package io.hopguard.client.internal.observe;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Confidence;
import io.hopguard.client.diagnosis.Diagnosis;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How log lines call things. */
final class LogWords {
    /** Names of products are short; a stranger's word for one may not be. */
    private static final int MAX_NAME = 40;

    private LogWords() {}

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String causes(Diagnosis diagnosis) {
        return diagnosis.causes().stream().map(LogWords::lower).collect(Collectors.joining(","));
    }

    static @Nullable String product(Diagnosis diagnosis) {
        String product = diagnosis.product();
        return product == null ? null : printable(product, MAX_NAME);
    }

    /** What a failure is counted as: {@code gateway_timeout (envoy: response_timeout)}. */
    static String kind(String code, Diagnosis diagnosis) {
        if (diagnosis.confidence() == Confidence.NONE || diagnosis.answeredBy() == AnsweredBy.CLIENT) {
            // What we refused ourselves has its reason in the code: a cause behind it would send people to another hop.
            return code;
        }
        Cause first = diagnosis.causes().get(0);
        String cause = diagnosis.causes().size() > 1 || first == Cause.UNKNOWN ? null : lower(first);
        String product = product(diagnosis);
        if (product == null) {
            return cause == null ? code : code + " (" + cause + ")";
        }
        return code + " (" + product + (cause == null ? "" : ": " + cause) + ")";
    }

    /** The beginning of a text from a stranger, in what may stand on a line of a log. */
    static String printable(String text, int most) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), most));
        for (int i = 0; i < text.length() && i < most; i++) {
            char c = text.charAt(i);
            out.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return out.toString();
    }
}
