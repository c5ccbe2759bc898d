package io.hopguard.client.policy;

/** A version of TLS that a client may be told to ask for at least; older ones are never spoken (RFC 8996). Immutable. */
public enum TlsVersion {
    /** TLS 1.2 (RFC 5246). The default. */
    TLS_1_2,
    /** TLS 1.3 (RFC 8446). */
    TLS_1_3
}
