package io.hopguard.client.internal.observe;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import java.util.Arrays;
import java.util.Locale;

/**
 * What the timers of attempts say of a diagnosis: words of which there are few, all known beforehand.
 *
 * @param answeredBy who answered
 * @param cause the cause, or {@code several}
 */
public record DiagnosisTags(String answeredBy, String cause) {
    /** Of an attempt that needs no diagnosis. */
    public static final DiagnosisTags NONE = new DiagnosisTags("none", "none");

    static final DiagnosisTags OTHER = new DiagnosisTags("other", "other");

    private static final String[] ANSWERERS = words(AnsweredBy.values());
    private static final String[] CAUSES = words(Cause.values());
    private static final String SEVERAL = "several";

    public static DiagnosisTags of(Diagnosis diagnosis) {
        Cause first = diagnosis.causes().get(0);
        boolean sure = diagnosis.causes().size() == 1;
        return new DiagnosisTags(ANSWERERS[diagnosis.answeredBy().ordinal()], sure ? CAUSES[first.ordinal()] : SEVERAL);
    }

    private static String[] words(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }
}
