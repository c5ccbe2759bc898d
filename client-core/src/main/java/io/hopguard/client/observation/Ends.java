package io.hopguard.client.observation;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.diagnosis.Cause;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.http.Response;
import io.micrometer.common.KeyValue;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What calls and attempts end with, in words of which there are few. */
final class Ends {
    private static final int FIRST_FAILURE = 400;

    private Ends() {}

    static String outcome(@Nullable Response response, @Nullable Throwable error) {
        if (response != null) {
            return response.status() / 100 + "xx";
        }
        if (error instanceof HttpStatusException status) {
            return status.status() / 100 + "xx";
        }
        return error == null ? "none" : code(error);
    }

    /** The type of the error as OpenTelemetry wants it, or null when it is none. */
    static @Nullable String errorType(@Nullable Response response, @Nullable Throwable error) {
        if (response != null) {
            return response.status() < FIRST_FAILURE ? null : Integer.toString(response.status());
        }
        if (error instanceof HttpStatusException status) {
            return Integer.toString(status.status());
        }
        return error == null ? null : code(error);
    }

    private static String code(Throwable error) {
        if (error instanceof HopguardException failure) {
            return failure.code();
        }
        // A future that was cancelled before a thread was there to run its call.
        return error instanceof CancellationException
                ? "cancelled"
                : error.getClass().getName();
    }

    static Diagnosis diagnosis(@Nullable Response response, @Nullable Throwable error) {
        if (response != null) {
            return response.diagnosis();
        }
        return error instanceof HopguardException failure ? failure.diagnosis() : Diagnosis.unknown();
    }

    static void addRequestId(List<KeyValue> values, @Nullable String id) {
        if (id != null) {
            values.add(KeyValue.of(ObservationNames.REQUEST_ID, id));
        }
    }

    static void addDiagnosis(List<KeyValue> values, Diagnosis diagnosis) {
        if (diagnosis.answeredBy() != AnsweredBy.UNKNOWN) {
            values.add(KeyValue.of(ObservationNames.ANSWERED_BY, word(diagnosis.answeredBy())));
        }
        String causes = diagnosis.causes().stream()
                .filter(cause -> cause != Cause.UNKNOWN)
                .map(Ends::word)
                .collect(Collectors.joining(","));
        if (!causes.isEmpty()) {
            values.add(KeyValue.of(ObservationNames.CAUSES, causes));
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
