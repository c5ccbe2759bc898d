package io.hopguard.client.internal.transport;

import org.apache.hc.core5.http.MessageConstraintException;

/** An answer is over one of the client's own limits; the message names the setting and its value. */
final class HcLimit extends MessageConstraintException {
    private static final long serialVersionUID = 1L;

    private HcLimit(String what, String property, int value) {
        super(what + " " + property + ", which is " + value + "; raise it");
    }

    /** {@code what} is longer than a line may be. */
    static HcLimit ofLine(String what, int maxBytes) {
        return new HcLimit(what + " is longer than", "limits.maxHeaderLineBytes", maxBytes);
    }

    /** There are more header fields, or trailers, than there may be. */
    static HcLimit ofFields(String what, int maxFields) {
        return new HcLimit("the response has more " + what + " than", "limits.maxHeaders", maxFields);
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
