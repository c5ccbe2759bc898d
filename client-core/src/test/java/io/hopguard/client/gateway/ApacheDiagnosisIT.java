package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Apache httpd with mod_proxy_http. */
class ApacheDiagnosisIT extends LiveGatewayBase {

    @Override
    LiveServer start(Path directory) {
        return Gateways.apache(directory, upstream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path        | exception                    | status | answered by | product      | cause
                    /refused      | ServiceUnavailableException  | 503    | GATEWAY     | apache-httpd | CONNECTION_REFUSED
                    /deaf         | ServiceUnavailableException  | 503    | GATEWAY     | apache-httpd | CONNECT_TIMEOUT
                    /closed       | BadGatewayException          | 502    | GATEWAY     | apache-httpd | CONNECTION_CLOSED
                    /reset        | BadGatewayException          | 502    | GATEWAY     | apache-httpd | CONNECTION_RESET
                    /hang         | BadGatewayException          | 502    | GATEWAY     | apache-httpd | RESPONSE_TIMEOUT
                    /garbage      | BodyDecodeException          | 200    | UNKNOWN     | -            | UNKNOWN
                    /header       | BadGatewayException          | 502    | GATEWAY     | apache-httpd | RESPONSE_HEADER_TOO_LARGE
                    /unknown-host | InternalServerErrorException | 500    | GATEWAY     | apache-httpd | DNS_FAILURE
                    /short        | TruncatedResponseException   | 0      | UNKNOWN     | apache-httpd | TRUNCATED_RESPONSE
                    /chunk        | TruncatedResponseException   | 0      | UNKNOWN     | apache-httpd | TRUNCATED_RESPONSE
                    /failed       | InternalServerErrorException | 500    | UNKNOWN     | -            | APPLICATION_ERROR
                    /busy         | ServiceUnavailableException  | 503    | UNKNOWN     | -            | APPLICATION_ERROR
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
