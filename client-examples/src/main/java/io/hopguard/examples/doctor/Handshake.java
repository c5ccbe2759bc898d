package io.hopguard.examples.doctor;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one TLS handshake.
 *
 * @param address with whom
 * @param version the protocol that was agreed on, empty where the handshake failed
 * @param cipher the cipher suite
 * @param alpn the application protocol, empty where the server chose none
 * @param chain the certificates that the server sent, its own first
 * @param trust what this machine thinks of them
 * @param failure why the handshake failed, or null
 * @param nanos how long it took, in nanoseconds
 */
record Handshake(
        InetAddress address,
        String version,
        String cipher,
        String alpn,
        List<CertificateSeen> chain,
        Trust trust,
        @Nullable String failure,
        long nanos) {

    enum Trust {
        TRUSTED("trusted by this machine"),
        EXPIRED("expired"),
        NOT_YET_VALID("not valid yet"),
        SELF_SIGNED("self-signed, not trusted by this machine"),
        UNKNOWN_ISSUER("signed by nobody whom this machine trusts, or an intermediate certificate is missing"),
        WRONG_NAME("for other names than this host"),
        UNSEEN("no certificate was seen");

        private final String words;

        Trust(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Handshake failed(InetAddress address, String why, long nanos) {
        return new Handshake(address, "", "", "", List.of(), Trust.UNSEEN, why, nanos);
    }
}
