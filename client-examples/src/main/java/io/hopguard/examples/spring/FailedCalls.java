package io.hopguard.examples.spring;

import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.CircuitOpenException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GatewayTimeoutException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.PoolExhaustedException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What our own callers are told: that it was not us, and whether coming back helps. */
@RestControllerAdvice
class FailedCalls {
    @ExceptionHandler
    ProblemDetail failed(HopguardException failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status(failure), String.valueOf(failure.getMessage()));
        problem.setTitle("the orders cannot be had");
        problem.setProperty("code", failure.code());
        problem.setProperty("attempts", failure.attempts().size());
        problem.setProperty("diagnosis", failure.diagnosis().toString());
        return problem;
    }

    private static HttpStatus status(HopguardException failure) {
        if (failure instanceof CircuitOpenException
                || failure instanceof BulkheadFullException
                || failure instanceof PoolExhaustedException) {
            return HttpStatus.SERVICE_UNAVAILABLE;
        }
        boolean late = failure instanceof DeadlineExceededException || failure instanceof GatewayTimeoutException;
        return late ? HttpStatus.GATEWAY_TIMEOUT : HttpStatus.BAD_GATEWAY;
    }
}
