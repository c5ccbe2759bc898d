package io.hopguard.client.diagnosis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The causes behind the errors of RFC 9209 section 2.3. */
final class ProxyErrorCauses {
    private ProxyErrorCauses() {}

    /** With the intermediary's own words, as one of them uses an error for more than the RFC means. */
    static List<Cause> of(ProxyError error, @Nullable String details) {
        // Envoy says connection_refused for every connection that did not come about, timeouts and TLS included.
        boolean envoy = details != null && details.contains("connection_failure");
        if (error == ProxyError.CONNECTION_REFUSED && envoy) {
            return List.of(Cause.CONNECTION_REFUSED, Cause.CONNECT_TIMEOUT, Cause.TLS_FAILURE);
        }
        return switch (error.about()) {
            case DNS -> List.of(Cause.DNS_FAILURE);
            case DESTINATION -> destination(error);
            case CONNECTION -> connection(error);
            case TLS -> List.of(Cause.TLS_FAILURE);
            case REQUEST -> List.of(error == ProxyError.HTTP_REQUEST_DENIED ? Cause.DENIED : Cause.BAD_REQUEST);
            case RESPONSE -> response(error);
            case PROXY -> proxy(error);
        };
    }

    private static List<Cause> destination(ProxyError error) {
        return switch (error) {
            case DESTINATION_NOT_FOUND -> List.of(Cause.CONFIGURATION);
            case DESTINATION_IP_PROHIBITED -> List.of(Cause.DENIED);
            case DESTINATION_IP_UNROUTABLE -> List.of(Cause.CONNECT_TIMEOUT, Cause.CONFIGURATION);
            default -> List.of(Cause.NO_HEALTHY_UPSTREAM);
        };
    }

    private static List<Cause> connection(ProxyError error) {
        return switch (error) {
            case CONNECTION_REFUSED -> List.of(Cause.CONNECTION_REFUSED);
            case CONNECTION_TERMINATED -> List.of(Cause.CONNECTION_CLOSED, Cause.CONNECTION_RESET);
            case CONNECTION_TIMEOUT -> List.of(Cause.CONNECT_TIMEOUT);
            case CONNECTION_LIMIT_REACHED -> List.of(Cause.OVERLOADED);
            default -> List.of(Cause.RESPONSE_TIMEOUT);
        };
    }

    private static List<Cause> response(ProxyError error) {
        return switch (error) {
            case HTTP_RESPONSE_INCOMPLETE -> List.of(Cause.TRUNCATED_RESPONSE);
            case HTTP_RESPONSE_HEADER_SECTION_SIZE, HTTP_RESPONSE_HEADER_SIZE ->
                List.of(Cause.RESPONSE_HEADER_TOO_LARGE);
            case HTTP_RESPONSE_TIMEOUT -> List.of(Cause.RESPONSE_TIMEOUT);
            case HTTP_UPGRADE_FAILED -> List.of(Cause.PROTOCOL_MISMATCH);
            default -> List.of(Cause.MALFORMED_RESPONSE);
        };
    }

    private static List<Cause> proxy(ProxyError error) {
        return switch (error) {
            case PROXY_INTERNAL_ERROR -> List.of(Cause.WORKER_FAILED, Cause.CONFIGURATION);
            case PROXY_INTERNAL_RESPONSE -> List.of(Cause.CONFIGURATION, Cause.DENIED, Cause.MAINTENANCE);
            default -> List.of(Cause.CONFIGURATION);
        };
    }
}
