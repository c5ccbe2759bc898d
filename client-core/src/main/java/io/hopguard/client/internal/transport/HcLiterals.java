package io.hopguard.client.internal.transport;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.Phase;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses written as a host. An IPv4 address has four decimal parts without leading zeros (RFC 3986 section 3.2.2);
 * of the other spellings (127.1, 0x7f.1, 2130706433) each library makes something else, so they are refused, and are never
 * asked for in DNS: no top-level domain is a number.
 */
final class HcLiterals {
    private static final String PART = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(PART + "(\\." + PART + "){3}");
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");

    private HcLiterals() {}

    /** The address that is written there; null for a name. */
    static @Nullable InetAddress parse(String host) {
        boolean ipv6 = host.indexOf(':') >= 0;
        if (!ipv6 && !ENDS_IN_A_NUMBER.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            return null;
        }
        if (!ipv6 && !IPV4.matcher(host).matches()) {
            throw notAnAddress(host, null);
        }
        try {
            // In brackets nothing but an IPv6 address is read, and nothing is looked up.
            return InetAddress.getByName(ipv6 ? "[" + host + "]" : host);
        } catch (UnknownHostException e) {
            throw notAnAddress(host, e);
        }
    }

    private static InvalidRequestException notAnAddress(String host, @Nullable Throwable cause) {
        return new InvalidRequestException(FailureDetails.of(
                "URI: '" + host
                        + "' is neither a name nor an IP address in its usual form (as 192.0.2.1 or 2001:db8::1)",
                Phase.DNS,
                cause));
    }
}
