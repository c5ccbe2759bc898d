package io.hopguard.examples.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Whether a certificate is for a host, by its alternative names alone (RFC 9525 section 6). */
final class NameMatch {
    private NameMatch() {}

    static boolean matches(String host, List<String> names) {
        String wanted = plain(host);
        return names.stream().anyMatch(name -> matches(wanted, plain(name)));
    }

    private static boolean matches(String host, String name) {
        if (host.indexOf(':') >= 0) {
            return name.indexOf(':') >= 0 && sameAddress(host, name);
        }
        if (!name.startsWith("*.")) {
            return host.equals(name);
        }
        // The asterisk stands for one whole label, the leftmost.
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot).equals(name.substring(1)) && name.indexOf('.', 2) > 0;
    }

    /** An IPv6 address has many spellings; with a colon in it, a name is never looked up. */
    private static boolean sameAddress(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
