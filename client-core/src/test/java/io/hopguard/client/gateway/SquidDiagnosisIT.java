package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Squid as an accelerator. */
class SquidDiagnosisIT extends LiveGatewayBase {
    @Override
    LiveServer start(Path directory) {
        return Gateways.squid(directory, upstream(), Ports.free());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path        | exception                    | status | answered by | product | cause
                    /refused      | BadGatewayException          | 502    | GATEWAY     | squid   | CONNECTION_REFUSED
                    /deaf         | BadGatewayException          | 502    | GATEWAY     | squid   | CONNECT_TIMEOUT
                    /closed       | BadGatewayException          | 502    | GATEWAY     | squid   | CONNECTION_CLOSED
                    /reset        | BadGatewayException          | 502    | GATEWAY     | squid   | CONNECTION_RESET
                    /hang         | GatewayTimeoutException      | 504    | GATEWAY     | squid   | RESPONSE_TIMEOUT
                    /garbage      | BodyDecodeException          | 200    | GATEWAY     | squid   | MALFORMED_RESPONSE
                    /header       | BadGatewayException          | 502    | GATEWAY     | squid   | RESPONSE_HEADER_TOO_LARGE
                    /unknown-host | BadGatewayException          | 502    | GATEWAY     | squid   | DNS_FAILURE
                    /short        | TruncatedResponseException   | 0      | UNKNOWN     | squid   | TRUNCATED_RESPONSE
                    /chunk        | TruncatedResponseException   | 0      | UNKNOWN     | squid   | TRUNCATED_RESPONSE
                    /failed       | InternalServerErrorException | 500    | UNKNOWN     | -       | APPLICATION_ERROR
                    /busy         | ServiceUnavailableException  | 503    | UNKNOWN     | -       | APPLICATION_ERROR
                    /denied       | ForbiddenException           | 403    | GATEWAY     | squid   | DENIED
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
