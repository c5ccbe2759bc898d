package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** nginx. */
class NginxDiagnosisIT extends LiveGatewayBase {

    @Override
    LiveServer start(Path directory) {
        return Gateways.nginx(directory, upstream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path              | exception                    | status | answered by | product | cause
                    /refused            | BadGatewayException          | 502    | GATEWAY     | nginx   | CONNECTION_REFUSED
                    /deaf               | GatewayTimeoutException      | 504    | GATEWAY     | nginx   | CONNECT_TIMEOUT
                    /closed             | BadGatewayException          | 502    | GATEWAY     | nginx   | CONNECTION_CLOSED
                    /reset              | BadGatewayException          | 502    | GATEWAY     | nginx   | CONNECTION_RESET
                    /hang               | GatewayTimeoutException      | 504    | GATEWAY     | nginx   | RESPONSE_TIMEOUT
                    /garbage            | MalformedResponseException   | 0      | UNKNOWN     | -       | MALFORMED_RESPONSE
                    /header             | BadGatewayException          | 502    | GATEWAY     | nginx   | RESPONSE_HEADER_TOO_LARGE
                    /unknown-host       | BadGatewayException          | 502    | GATEWAY     | nginx   | DNS_FAILURE
                    /short              | TruncatedResponseException   | 0      | UNKNOWN     | nginx   | TRUNCATED_RESPONSE
                    /chunk              | TruncatedResponseException   | 0      | UNKNOWN     | nginx   | TRUNCATED_RESPONSE
                    /failed             | InternalServerErrorException | 500    | UNKNOWN     | -       | APPLICATION_ERROR
                    /busy               | ServiceUnavailableException  | 503    | UNKNOWN     | -       | APPLICATION_ERROR
                    /old-protocol/chunk | TruncatedResponseException   | 0      | UNKNOWN     | nginx   | TRUNCATED_RESPONSE
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
