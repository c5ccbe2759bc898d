package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Varnish. A host that it cannot resolve is a configuration that it does not load. */
class VarnishDiagnosisIT extends LiveGatewayBase {

    @Override
    LiveServer start(Path directory) {
        return Gateways.varnish(directory, upstream());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path   | exception                    | status | answered by | product | cause
                    /refused | ServiceUnavailableException  | 503    | GATEWAY     | varnish | CONNECTION_REFUSED
                    /deaf    | ServiceUnavailableException  | 503    | GATEWAY     | varnish | CONNECT_TIMEOUT
                    /closed  | ServiceUnavailableException  | 503    | GATEWAY     | varnish | CONNECTION_CLOSED
                    /reset   | ServiceUnavailableException  | 503    | GATEWAY     | varnish | CONNECTION_RESET
                    /hang    | ServiceUnavailableException  | 503    | GATEWAY     | varnish | RESPONSE_TIMEOUT
                    /garbage | ServiceUnavailableException  | 503    | GATEWAY     | varnish | MALFORMED_RESPONSE
                    /header  | ServiceUnavailableException  | 503    | GATEWAY     | varnish | RESPONSE_HEADER_TOO_LARGE
                    /short   | TruncatedResponseException   | 0      | UNKNOWN     | varnish | TRUNCATED_RESPONSE
                    /chunk   | TruncatedResponseException   | 0      | UNKNOWN     | varnish | TRUNCATED_RESPONSE
                    /failed  | InternalServerErrorException | 500    | UNKNOWN     | -       | APPLICATION_ERROR
                    /busy    | ServiceUnavailableException  | 503    | UNKNOWN     | -       | APPLICATION_ERROR
                    /sick    | ServiceUnavailableException  | 503    | GATEWAY     | varnish | NO_HEALTHY_UPSTREAM
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        check(Cell.of(row));
    }
}
