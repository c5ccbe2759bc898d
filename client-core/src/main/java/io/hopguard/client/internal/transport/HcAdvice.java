package io.hopguard.client.internal.transport;

import io.hopguard.client.diagnosis.Cause;

/** The next step for a failure that this process saw for itself. */
final class HcAdvice {
    private HcAdvice() {}

    static String of(Cause cause) {
        return switch (cause) {
            case CONNECTION_REFUSED -> "check that something listens on this host and port, and that the port is right";
            case CONNECT_TIMEOUT -> "check firewalls and security groups on the way, and whether the host is up";
            case DNS_FAILURE -> "check the host name, and resolve it from this machine";
            case TLS_FAILURE ->
                "check that the port speaks TLS, the certificate's names, chain and validity, and the trust store of this process";
            case CONNECTION_CLOSED ->
                "check the log of the first hop at this time: it closed the connection unanswered";
            case CONNECTION_RESET ->
                "check the first hop for a restart or crash, and the network for a reset in between";
            case TRUNCATED_RESPONSE -> "check the first hop for an upstream that died in the middle of the response";
            case MALFORMED_RESPONSE -> "check that the port speaks HTTP/1.1, and not TLS or another protocol";
            case RESPONSE_HEADER_TOO_LARGE ->
                "raise limits.maxHeaderLineBytes or limits.maxHeaders, whichever the message names, or make the peer send smaller cookies and headers";
            default -> "check the log of the first hop at this time";
        };
    }
}
