package io.hopguard.client.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hop in {@code Via} (RFC 9110 section 7.6.3). Immutable.
 *
 * @param protocol what the hop received, for example {@code HTTP/1.1}; null where the member is a name only, as some
 *     gateways write it
 * @param receivedBy the hop's host or pseudonym
 * @param port its port, or 0
 * @param comment the text in parentheses, often the product, or null
 */
record Via(
        @Nullable String protocol,
        String receivedBy,
        int port,
        @Nullable String comment) {
    private static final int MAX_FIELD = 16 * 1024;
    private static final int MAX_MEMBERS = 32;
    private static final int MAX_PORT_DIGITS = 5;
    private static final int MAX_PORT = 65_535;

    /**
     * Reads the field: at most 16 KiB and 32 members, otherwise nothing of it.
     *
     * @param lines the values of its lines, in order
     * @return the hops, the one nearest to the origin first; members that are none are left out
     */
    static List<Via> parse(List<String> lines) {
        List<Via> hops = new ArrayList<>();
        long length = 0;
        for (String line : lines) {
            length += line.length() + 1L;
            if (length > MAX_FIELD + 1 || !ViaLine.addTo(hops, line, MAX_MEMBERS)) {
                return List.of();
            }
        }
        return Collections.unmodifiableList(hops);
    }

    /** A member from its words, or null when it is none. */
    static @Nullable Via of(String protocol, String by, @Nullable String comment) {
        if (by.isEmpty()) {
            // A name alone: not the grammar's, but Kong's and others'.
            return isName(protocol) ? named(null, protocol, comment) : null;
        }
        int slash = protocol.indexOf('/');
        boolean token = isToken(protocol, 0, slash < 0 ? protocol.length() : slash)
                && (slash < 0 || isToken(protocol, slash + 1, protocol.length()));
        return token && isName(by) ? named(slash < 0 ? "HTTP/" + protocol : protocol, by, comment) : null;
    }

    private static @Nullable Via named(@Nullable String protocol, String by, @Nullable String comment) {
        int colon = by.lastIndexOf(':');
        // Behind a bracket a colon belongs to an IPv6 address.
        if (colon < 0 || colon < by.indexOf(']')) {
            return new Via(protocol, by, 0, comment);
        }
        int port = port(by, colon + 1);
        return port < 1 || colon == 0 ? null : new Via(protocol, by.substring(0, colon), port, comment);
    }

    private static int port(String by, int start) {
        int port = 0;
        for (int i = start; i < by.length(); i++) {
            if (!FieldCursor.isDigit(by.charAt(i)) || i - start == MAX_PORT_DIGITS) {
                return -1;
            }
            port = 10 * port + by.charAt(i) - '0';
        }
        return port > MAX_PORT ? -1 : port;
    }

    private static boolean isToken(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!FieldCursor.isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return start < end;
    }

    /** A token, or what else stands in names of hosts and products. */
    private static boolean isName(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\"(),;<=>?@\\{}".indexOf(c) < 0);
    }
}
