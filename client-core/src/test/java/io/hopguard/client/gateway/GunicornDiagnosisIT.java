package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** gunicorn with a Flask application. */
class GunicornDiagnosisIT extends LiveTestBase {

    @Override
    LiveServer start(Path directory) {
        return Origins.gunicorn(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path       | exception                    | status | answered by | product  | cause
                    /raise       | InternalServerErrorException | 500    | ORIGIN      | flask    | APPLICATION_ERROR
                    /abort       | ServiceUnavailableException  | 503    | ORIGIN      | flask    | APPLICATION_ERROR
                    /bad-gateway | BadGatewayException          | 502    | ORIGIN      | flask    | APPLICATION_ERROR
                    /bank        | BadGatewayException          | 502    | ORIGIN      | gunicorn | APPLICATION_ERROR
                    /hang        | ConnectionLostException      | 0      | NETWORK     | -        | WORKER_FAILED
                    /killed      | ConnectionLostException      | 0      | NETWORK     | -        | WORKER_FAILED
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
