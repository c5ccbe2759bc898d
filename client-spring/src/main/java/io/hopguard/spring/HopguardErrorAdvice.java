package io.hopguard.spring;

import io.hopguard.client.error.BodyDecodeException;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.EmptyBodyException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.RejectedException;
import io.hopguard.client.error.ResponseTooLargeException;
import io.hopguard.client.error.ServerErrorException;
import io.hopguard.client.error.TokenFailedException;
import io.hopguard.client.error.TooManyRequestsException;
import io.hopguard.client.error.TransportException;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import java.util.List;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClientResponseException;

/**
 * Answers failures of services behind the application as a gateway does. What the application itself got wrong (a 404, a
 * request that cannot be sent) is not among them: that is a 500 as ever, unless the application says otherwise.
 */
@RestControllerAdvice
final class HopguardErrorAdvice implements Ordered {
    /** Of the last answer nothing else is handed on. */
    private static final List<String> TELLING_WHEN = List.of("retry-after-ms", HttpHeaders.RETRY_AFTER);

    /** Causes may go round in a circle. */
    private static final int MOST_CAUSES = 50;

    private final ErrorProperties properties;

    HopguardErrorAdvice(ErrorProperties properties) {
        this.properties = properties;
    }

    @Override
    public int getOrder() {
        return properties.order();
    }

    /** Those of our clients, also as causes of the exceptions that Spring's clients throw. */
    @ExceptionHandler({
        ServerErrorException.class,
        TooManyRequestsException.class,
        TransportException.class,
        DeadlineExceededException.class,
        RejectedException.class,
        BodyDecodeException.class,
        EmptyBodyException.class,
        ResponseTooLargeException.class,
        UnexpectedContentException.class,
        TokenFailedException.class,
        CallCancelledException.class
    })
    ResponseEntity<ProblemDetail> answer(HopguardException outermost) {
        HopguardException failure = listed(outermost);
        GatewayAnswer answer = GatewayAnswer.to(failure);
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status());
        if (answer.retryAfterSeconds() != null) {
            response.header(HttpHeaders.RETRY_AFTER, answer.retryAfterSeconds().toString());
        }
        return response.body(answer.problem(failure, properties));
    }

    /** Spring hands out the outermost one of ours, also where only its cause is of a type above. */
    private static HopguardException listed(HopguardException outermost) {
        Throwable failure = outermost;
        for (int depth = 0; failure != null && depth < MOST_CAUSES; depth++) {
            if (failure instanceof HopguardException ours && GatewayAnswer.isOf(ours)) {
                return ours;
            }
            failure = failure.getCause();
        }
        return outermost;
    }

    /** What the status handlers of a RestClient make of the last answer, which has no diagnosis. */
    @ExceptionHandler({HttpServerErrorException.class, HttpClientErrorException.TooManyRequests.class})
    ResponseEntity<ProblemDetail> answer(RestClientResponseException failure) {
        HttpHeaders received = failure.getResponseHeaders();
        Headers headers = Headers.empty();
        for (String name : TELLING_WHEN) {
            String value = received == null ? null : received.getFirst(name);
            headers = value == null ? headers : headers.plus(name, value);
        }
        Response response = Response.of(failure.getStatusCode().value(), headers, new byte[0]);
        return answer(Objects.requireNonNull(response.failure()));
    }
}
