package io.hopguard.client.error;

/** What a call was doing, in the order in which it happens. Immutable. */
public enum Phase {
    /** Waiting for a place in the bulkhead. */
    ADMISSION("waiting for admission"),
    /** Waiting for a token from the token source. */
    TOKEN("fetching a token"),
    /** Waiting for a pooled connection. */
    LEASE("waiting for a pooled connection"),
    /** Resolving the host name. */
    DNS("resolving the host name"),
    /** Establishing the TCP connection. */
    CONNECT("connecting"),
    /** Asking the forward proxy for a tunnel to an https target. */
    PROXY("asking the proxy for a tunnel"),
    /** Shaking hands for TLS. */
    TLS("shaking hands for TLS"),
    /** Writing the request. */
    WRITE("writing the request"),
    /** Waiting for the response's status line and headers. */
    RESPONSE("waiting for the response"),
    /** Reading the response's body. */
    BODY("reading the response body"),
    /** Turning the body into a value. */
    DECODE("decoding the response body"),
    /** Waiting before the next attempt. */
    BACK_OFF("waiting before the next attempt");

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /**
     * The phase in words.
     *
     * @return what the call was doing, for a sentence such as "timed out while ..."
     */
    public String words() {
        return words;
    }
}
