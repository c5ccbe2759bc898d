package io.hopguard.examples.cli;

import io.hopguard.client.error.InvalidRequestException;

/** A header as written on the command line. Its value may be a secret, so no message shows it. */
record HeaderLine(String name, String value) {

    /**
     * Splits {@code Name: value}; the client checks both parts.
     *
     * @param position which -H it is, to name one that has no colon: all of it might be the value
     */
    static HeaderLine of(String text, int position) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw new InvalidRequestException("-H number " + position + ": has no "
                    + (colon < 0 ? "colon" : "name before its colon") + "; write -H 'Name: value'");
        }
        return new HeaderLine(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return name + ": ***";
    }
}
