package io.hopguard.client.http;

import io.hopguard.client.error.InvalidRequestException;
import java.util.Locale;

/**
 * Where requests go: scheme, host and port. Breakers, retry budgets and connection pools are kept for each. Immutable.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host in lower case, IPv6 addresses without brackets
 * @param port the port, the scheme's own where the URI names none
 */
public record Target(String scheme, String host, int port) {

    /**
     * Reads the scheme and the authority of an absolute URI.
     *
     * @param uri an absolute http or https URI
     * @return the target
     * @throws InvalidRequestException when the scheme, host or port is not usable, or credentials are written in the URI
     */
    public static Target of(String uri) {
        int schemeEnd = uri.indexOf("://");
        String scheme = schemeEnd < 0 ? "" : uri.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new InvalidRequestException("URI: must start with http:// or https://, not '"
                    + (schemeEnd < 0 ? "a relative reference" : FieldSyntax.printable(scheme))
                    + "'; give an absolute URI, or set baseUri");
        }
        String authority = uri.substring(schemeEnd + 3, authorityEnd(uri, schemeEnd + 3));
        if (authority.indexOf('@') >= 0) {
            throw new InvalidRequestException(
                    "URI: credentials in a URI are refused (RFC 9110 section 4.2.4); send an Authorization header");
        }
        return parse(scheme, authority);
    }

    static int authorityEnd(String uri, int from) {
        int at = from;
        while (at < uri.length() && "/?#\\".indexOf(uri.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static Target parse(String scheme, String authority) {
        int bracket = authority.startsWith("[") ? authority.indexOf(']') : -1;
        int colon = authority.indexOf(':', bracket + 1);
        String host =
                bracket > 0 ? authority.substring(1, bracket) : colon < 0 ? authority : authority.substring(0, colon);
        boolean junk = bracket > 0 && bracket + 1 != (colon < 0 ? authority.length() : colon);
        if (junk || !(bracket > 0 ? isIpv6(host) : isHost(host))) {
            throw new InvalidRequestException("URI: '" + FieldSyntax.printable(authority)
                    + "' is not a host; international names must be given in their ASCII (punycode) form");
        }
        int port = colon < 0 ? (scheme.equals("https") ? 443 : 80) : port(authority.substring(colon + 1));
        return new Target(scheme, host.toLowerCase(Locale.ROOT), port);
    }

    private static int port(String digits) {
        boolean numeric =
                !digits.isEmpty() && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = numeric ? Integer.parseInt(digits) : -1;
        if (port < 1 || port > 65_535) {
            throw new InvalidRequestException(
                    "URI: '" + FieldSyntax.printable(digits) + "' is not a port (1 to 65535)");
        }
        return port;
    }

    private static boolean isHost(String host) {
        return !host.isEmpty() && host.length() <= 253 && host.chars().allMatch(Target::isHostCharacter);
    }

    private static boolean isHostCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_';
    }

    private static boolean isIpv6(String host) {
        return host.indexOf(':') >= 0
                && host.chars().allMatch(c -> c < 0x7f && Character.digit(c, 16) >= 0 || c == ':' || c == '.');
    }

    /**
     * Whether it speaks TLS.
     *
     * @return true for https
     */
    public boolean secure() {
        return scheme.equals("https");
    }

    /**
     * What stands in the Host header.
     *
     * @return host and port, the port only where it is not the scheme's own
     */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure() ? 443 : 80) ? name : name + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
