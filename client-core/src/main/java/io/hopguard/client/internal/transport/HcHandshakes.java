package io.hopguard.client.internal.transport;

import io.hopguard.client.error.Phase;
import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Handshakes that one side refused, and in which words to say so. */
final class HcHandshakes {
    private HcHandshakes() {}

    /**
     * Whether this is TLS's own failure and not the network's. A TLS 1.3 server judges the client's certificate after the
     * client's side of the handshake is done, and the client reads of it with the response (RFC 8446 section 4.4.2.4).
     */
    static boolean isTls(Throwable thrown, Phase phase, @Nullable HcWire wire) {
        return switch (phase) {
            case CONNECT, TLS ->
                thrown instanceof SSLException && !isCutOff(thrown) || phase == Phase.TLS && isUnanswered(thrown, wire);
            case WRITE, RESPONSE -> thrown instanceof SSLHandshakeException && !isCutOff(thrown);
            default -> false;
        };
    }

    /** The peer went away during the handshake: that is the network, not TLS. */
    private static boolean isCutOff(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause instanceof EOFException
                || cause instanceof SocketException
                || cause instanceof SocketTimeoutException;
    }

    /** ... unless it asked who we are and had no answer: its refusal is then often lost with the connection. */
    private static boolean isUnanswered(Throwable thrown, @Nullable HcWire wire) {
        return !(thrown instanceof SocketTimeoutException)
                && !(thrown.getCause() instanceof SocketTimeoutException)
                && lacksCertificate(wire);
    }

    private static boolean lacksCertificate(@Nullable HcWire wire) {
        return wire != null && wire.wantsCertificate() && !wire.certificateGiven();
    }

    static String summary(Throwable thrown, @Nullable HcWire wire) {
        String found = certificateFault(thrown);
        if (found == null && wire != null && wire.wantsCertificate()) {
            found = wire.certificateGiven()
                    ? "the server asked for a client certificate, got that of tls.key and refused"
                    : "the server asked for a client certificate, and the client has none that fits; give tls.key";
        }
        return "the TLS handshake failed: " + (found == null ? "" : found + ": ") + thrown.getMessage();
    }

    /** What may have been behind a connection that was lost with its first request. */
    static String suspicion(@Nullable HcWire wire) {
        return lacksCertificate(wire)
                ? "; the server asked for a client certificate before, and the client has none that fits: it may want tls.key"
                : "";
    }

    private static @Nullable String certificateFault(Throwable thrown) {
        String found = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "the server's certificate has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the server's certificate is not valid yet";
            }
            if (cause instanceof CertPathBuilderException) {
                return "the server's certificate is not trusted, add its authority with tls.trustAlso";
            }
            if (cause instanceof CertPathValidatorException) {
                found = "the server's certificate chain is not valid";
            }
            // JSSE has no type of its own for a wrong name; its other refusals come as subtypes.
            if (cause instanceof SSLPeerUnverifiedException || cause.getClass() == CertificateException.class) {
                return "the server's certificate is for another name";
            }
        }
        return found;
    }
}
