package io.hopguard.client.gateway;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.HopguardException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Flask application, gunicorn and nginx say of themselves can be told from each other, or is not told. */
class GunicornBehindNginxDiagnosisIT extends GatewayTestBase {

    GunicornBehindNginxDiagnosisIT() {
        super("--timeout", "1", "--preload");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path          | exception                    | status | answered by | product | cause
                    /raise          | InternalServerErrorException | 500    | ORIGIN      | flask   | APPLICATION_ERROR
                    /abort          | ServiceUnavailableException  | 503    | ORIGIN      | flask   | APPLICATION_ERROR
                    /bad-gateway    | BadGatewayException          | 502    | ORIGIN      | flask   | APPLICATION_ERROR
                    /bank           | BadGatewayException          | 502    | UNKNOWN     | -       | APPLICATION_ERROR
                    /hang           | BadGatewayException          | 502    | GATEWAY     | nginx   | WORKER_FAILED
                    /killed         | BadGatewayException          | 502    | GATEWAY     | nginx   | WORKER_FAILED
                    /impatient/hang | GatewayTimeoutException      | 504    | GATEWAY     | nginx   | RESPONSE_TIMEOUT
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        Cell cell = Cell.of(row);
        ResilientClient client = client(b -> b.retry(r -> r.off()));
        cell.check(catchThrowableOfType(
                HopguardException.class, () -> client.get(cell.path()).fetch(Order.class)));
    }
}
