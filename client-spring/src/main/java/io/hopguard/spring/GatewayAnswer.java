package io.hopguard.spring;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GatewayTimeoutException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.InterceptorFailedException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.error.ServerErrorException;
import io.hopguard.client.error.ServiceUnavailableException;
import io.hopguard.client.error.TooManyRequestsException;
import io.hopguard.spring.FailureView.DiagnosisView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * What a gateway says of a failure of the service behind it (RFC 9110 sections 15.6.3 to 15.6.5).
 *
 * @param status 502, 503 or 504
 * @param retryAfterSeconds when to come back, only with 503 and where it is known
 */
record GatewayAnswer(HttpStatus status, @Nullable Long retryAfterSeconds) {
    /** Whether it is a failure behind: anything but what the application itself got wrong. */
    static boolean isOf(HopguardException failure) {
        return !(failure instanceof RequestBodyException
                || failure instanceof InvalidRequestException
                || failure instanceof InterceptorFailedException
                || failure instanceof HttpStatusException
                        && !(failure instanceof ServerErrorException || failure instanceof TooManyRequestsException));
    }

    static GatewayAnswer to(HopguardException failure) {
        if (failure instanceof DeadlineExceededException || failure instanceof GatewayTimeoutException) {
            return new GatewayAnswer(HttpStatus.GATEWAY_TIMEOUT, null);
        }
        if (failure instanceof RejectedException
                || failure instanceof ServiceUnavailableException
                || failure instanceof TooManyRequestsException
                || failure instanceof CallCancelledException) {
            return new GatewayAnswer(HttpStatus.SERVICE_UNAVAILABLE, wholeSeconds(retryAfter(failure)));
        }
        return new GatewayAnswer(HttpStatus.BAD_GATEWAY, null);
    }

    private static @Nullable Duration retryAfter(HopguardException failure) {
        if (failure instanceof CircuitOpenException open) {
            return open.retryAfter();
        }
        return failure instanceof HttpStatusException answered ? answered.retryAfter() : null;
    }

    /** Rounded up: who comes back too early is refused again. */
    private static @Nullable Long wholeSeconds(@Nullable Duration pause) {
        return pause == null ? null : Math.max(1, pause.plusNanos(999_999_999).toSeconds());
    }

    ProblemDetail problem(HopguardException failure, ErrorProperties shown) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail());
        problem.setProperty("code", failure.code());
        if (failure.requestId() != null) {
            problem.setProperty("requestId", failure.requestId());
        }
        DiagnosisView diagnosis = DiagnosisView.of(failure.diagnosis());
        if (shown.includeDiagnosis() && diagnosis != null) {
            problem.setProperty("diagnosis", told(diagnosis, shown.includeInternals()));
        }
        if (shown.includeInternals()) {
            problem.setProperty("story", failure.getMessage());
        }
        return problem;
    }

    private String detail() {
        return switch (status) {
            case GATEWAY_TIMEOUT -> "A service behind this one did not answer in time.";
            case SERVICE_UNAVAILABLE -> "A service behind this one is not available at the moment.";
            default -> "A service behind this one did not give a valid answer.";
        };
    }

    private static Map<String, Object> told(DiagnosisView diagnosis, boolean internals) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("answeredBy", diagnosis.answeredBy());
        told.put("causes", diagnosis.causes());
        told.put("confidence", diagnosis.confidence());
        if (internals) {
            if (diagnosis.product() != null) {
                told.put("product", diagnosis.product());
            }
            told.put("hops", diagnosis.hops());
            told.put("evidence", diagnosis.evidence());
            told.put("advice", diagnosis.advice());
        }
        return told;
    }
}
