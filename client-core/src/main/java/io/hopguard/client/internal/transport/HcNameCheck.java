package io.hopguard.client.internal.transport;

import java.net.IDN;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.net.InetAddressUtils;
import org.jspecify.annotations.Nullable;

/**
 * Whether a certificate is one for the host. Only its alternative names count, never its common name (RFC 9110 section
 * 4.3.4), and of those only plain ASCII, so that nothing that looks alike or folds to the same letter can match. A wildcard
 * stands for one label, or part of it, and only the first (RFC 6125 section 6.4.3).
 */
final class HcNameCheck {
    private static final int DNS = 2;
    private static final DefaultHostnameVerifier ADDRESSES = new DefaultHostnameVerifier();

    private HcNameCheck() {}

    static void check(String host, Certificate[] chain) throws SSLException {
        if (!(chain[0] instanceof X509Certificate certificate)) {
            throw new SSLPeerUnverifiedException("the server's certificate is not one of X.509");
        }
        if (InetAddressUtils.isIPv4(host) || InetAddressUtils.isIPv6(host)) {
            ADDRESSES.verify(host, certificate);
            return;
        }
        String wanted = ascii(host);
        for (List<?> name : alternatives(certificate)) {
            if (Integer.valueOf(DNS).equals(name.get(0)) && matches(wanted, String.valueOf(name.get(1)))) {
                return;
            }
        }
        throw new SSLPeerUnverifiedException("no alternative name (SAN) of the certificate is " + host);
    }

    /** HttpClient shows the names of a request's target in Unicode, a certificate has them as they are on the wire. */
    private static String ascii(String host) {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException e) {
            return host;
        }
    }

    private static Collection<List<?>> alternatives(X509Certificate certificate) {
        try {
            @Nullable Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static boolean matches(String host, String name) {
        if (!isPlain(host) || !isPlain(name)) {
            return false;
        }
        String wanted = withoutRootDot(host.toLowerCase(Locale.ROOT));
        String offered = withoutRootDot(name.toLowerCase(Locale.ROOT));
        int star = offered.indexOf('*');
        if (star < 0) {
            return wanted.equals(offered);
        }
        int firstDot = offered.indexOf('.');
        boolean once = star < firstDot && offered.lastIndexOf('*') == star;
        String suffix = offered.substring(star + 1);
        int covered = wanted.length() - suffix.length();
        return once
                && covered > star
                && wanted.startsWith(offered.substring(0, star))
                && wanted.endsWith(suffix)
                && wanted.indexOf('.') >= covered + suffix.indexOf('.');
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String withoutRootDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
