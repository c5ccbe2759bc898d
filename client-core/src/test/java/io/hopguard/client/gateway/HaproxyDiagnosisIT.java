package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** HAProxy. */
class HaproxyDiagnosisIT extends LiveGatewayBase {

    @Override
    LiveServer start(Path directory) {
        return Gateways.haproxy(directory, upstream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path        | exception                    | status | answered by | product | cause
                    /refused      | ServiceUnavailableException  | 503    | GATEWAY     | haproxy | CONNECTION_REFUSED
                    /deaf         | ServiceUnavailableException  | 503    | GATEWAY     | haproxy | CONNECT_TIMEOUT
                    /closed       | BadGatewayException          | 502    | GATEWAY     | haproxy | CONNECTION_CLOSED
                    /reset        | BadGatewayException          | 502    | GATEWAY     | haproxy | CONNECTION_RESET
                    /hang         | GatewayTimeoutException      | 504    | GATEWAY     | haproxy | RESPONSE_TIMEOUT
                    /garbage      | BadGatewayException          | 502    | GATEWAY     | haproxy | MALFORMED_RESPONSE
                    /header       | BadGatewayException          | 502    | GATEWAY     | haproxy | RESPONSE_HEADER_TOO_LARGE
                    /unknown-host | ServiceUnavailableException  | 503    | GATEWAY     | haproxy | DNS_FAILURE
                    /short        | TruncatedResponseException   | 0      | UNKNOWN     | -       | TRUNCATED_RESPONSE
                    /chunk        | TruncatedResponseException   | 0      | UNKNOWN     | -       | TRUNCATED_RESPONSE
                    /failed       | InternalServerErrorException | 500    | UNKNOWN     | -       | APPLICATION_ERROR
                    /busy         | ServiceUnavailableException  | 503    | UNKNOWN     | -       | APPLICATION_ERROR
                    /disabled     | ServiceUnavailableException  | 503    | GATEWAY     | haproxy | NO_HEALTHY_UPSTREAM
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
