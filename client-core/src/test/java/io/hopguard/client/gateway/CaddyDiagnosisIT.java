package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Caddy. */
class CaddyDiagnosisIT extends LiveGatewayBase {

    @Override
    LiveServer start(Path directory) {
        return Gateways.caddy(directory, upstream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path        | exception                    | status | answered by | product | cause
                    /refused      | BadGatewayException          | 502    | UNKNOWN     | caddy   | CONNECTION_REFUSED
                    /deaf         | BadGatewayException          | 502    | UNKNOWN     | caddy   | CONNECT_TIMEOUT
                    /closed       | BadGatewayException          | 502    | UNKNOWN     | caddy   | CONNECTION_CLOSED
                    /reset        | BadGatewayException          | 502    | UNKNOWN     | caddy   | CONNECTION_RESET
                    /hang         | GatewayTimeoutException      | 504    | UNKNOWN     | caddy   | RESPONSE_TIMEOUT
                    /garbage      | BadGatewayException          | 502    | UNKNOWN     | caddy   | MALFORMED_RESPONSE
                    /header       | MalformedResponseException   | 0      | UNKNOWN     | -       | RESPONSE_HEADER_TOO_LARGE
                    /unknown-host | BadGatewayException          | 502    | UNKNOWN     | caddy   | DNS_FAILURE
                    /short        | TruncatedResponseException   | 0      | UNKNOWN     | caddy   | TRUNCATED_RESPONSE
                    /chunk        | BodyDecodeException          | 200    | UNKNOWN     | caddy   | TRUNCATED_RESPONSE
                    /failed       | InternalServerErrorException | 500    | UNKNOWN     | -       | APPLICATION_ERROR
                    /busy         | ServiceUnavailableException  | 503    | UNKNOWN     | -       | APPLICATION_ERROR
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
