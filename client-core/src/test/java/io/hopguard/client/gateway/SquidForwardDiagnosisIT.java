package io.hopguard.client.gateway;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** Squid as a forward proxy: it is the client that knows the upstream's address. */
class SquidForwardDiagnosisIT extends LiveGatewayBase {
    private final int forwardPort = Ports.free();

    @Override
    LiveServer start(Path directory) {
        return Gateways.squid(directory, upstream(), forwardPort);
    }

    private String target(String path) {
        return switch (path) {
            case "/refused" -> "http://127.0.0.1:" + upstream().closedPort();
            case "/deaf" -> "http://127.0.0.1:" + upstream().deafPort();
            case "/unknown-host" -> "http://nowhere.invalid";
            case "/tunnel-refused" -> "https://127.0.0.1:" + upstream().closedPort();
            case "/tunnel-unknown-host" -> "https://nowhere.invalid";
            default -> "http://127.0.0.1:" + upstream().port();
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # path               | exception                    | status | answered by   | product | cause
                    /refused             | ServiceUnavailableException  | 503    | FORWARD_PROXY | squid   | CONNECTION_REFUSED
                    /deaf                | ServiceUnavailableException  | 503    | FORWARD_PROXY | squid   | CONNECT_TIMEOUT
                    /closed              | BadGatewayException          | 502    | FORWARD_PROXY | squid   | CONNECTION_CLOSED
                    /reset               | BadGatewayException          | 502    | FORWARD_PROXY | squid   | CONNECTION_RESET
                    /hang                | GatewayTimeoutException      | 504    | FORWARD_PROXY | squid   | RESPONSE_TIMEOUT
                    /garbage             | BodyDecodeException          | 200    | FORWARD_PROXY | squid   | MALFORMED_RESPONSE
                    /header              | BadGatewayException          | 502    | FORWARD_PROXY | squid   | RESPONSE_HEADER_TOO_LARGE
                    /unknown-host        | BadGatewayException          | 502    | FORWARD_PROXY | squid   | DNS_FAILURE
                    /short               | TruncatedResponseException   | 0      | UNKNOWN       | squid   | TRUNCATED_RESPONSE
                    /chunk               | TruncatedResponseException   | 0      | UNKNOWN       | squid   | TRUNCATED_RESPONSE
                    /failed              | InternalServerErrorException | 500    | UNKNOWN       | -       | APPLICATION_ERROR
                    /busy                | ServiceUnavailableException  | 503    | UNKNOWN       | -       | APPLICATION_ERROR
                    /denied              | ForbiddenException           | 403    | FORWARD_PROXY | squid   | DENIED
                    /tunnel-refused      | ProxyRefusedException        | 0      | FORWARD_PROXY | squid   | CONNECTION_REFUSED
                    /tunnel-unknown-host | ProxyRefusedException        | 0      | FORWARD_PROXY | squid   | DNS_FAILURE
                    """)
    void itsFailuresAreDiagnosed(ArgumentsAccessor row) {
        Cell cell = Cell.of(row);
        check(cell, b -> b.baseUri(target(cell.path())).proxy(p -> p.uri("http://127.0.0.1:" + forwardPort)));
    }
}
