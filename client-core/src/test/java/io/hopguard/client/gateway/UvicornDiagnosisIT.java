package io.hopguard.client.gateway;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** uvicorn with an application that hangs for longer than the client waits. */
class UvicornDiagnosisIT extends LiveTestBase {
    private static final Duration SHORT = Duration.ofSeconds(1);

    @Override
    LiveServer start(Path directory) {
        return Origins.uvicorn(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path       | exception                    | status | answered by | product | cause
                    /raise       | InternalServerErrorException | 500    | ORIGIN      | uvicorn | APPLICATION_ERROR
                    /bank        | BadGatewayException          | 502    | ORIGIN      | uvicorn | APPLICATION_ERROR
                    /raise-later | TruncatedResponseException   | 0      | UNKNOWN     | uvicorn | TRUNCATED_RESPONSE
                    /killed      | ConnectionLostException      | 0      | NETWORK     | -       | WORKER_FAILED
                    /hang        | DeadlineExceededException    | 0      | NETWORK     | -       | RESPONSE_TIMEOUT
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row), b -> b.timeouts(t -> t.total(SHORT).attempt(SHORT).connect(SHORT)));
    }
}
