package io.hopguard.examples.doctor;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to say of one certificate.
 *
 * @param subject whose it is
 * @param issuer who signed it
 * @param notBefore from when it holds
 * @param notAfter until when it holds
 * @param names the names and addresses that it is for
 */
record CertificateSeen(String subject, String issuer, Instant notBefore, Instant notAfter, List<String> names) {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    static CertificateSeen of(X509Certificate certificate) {
        return new CertificateSeen(
                Masks.clean(certificate.getSubjectX500Principal().getName()),
                Masks.clean(certificate.getIssuerX500Principal().getName()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                names(certificate));
    }

    boolean selfSigned() {
        return subject.equals(issuer);
    }

    private static List<String> names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            var all = certificate.getSubjectAlternativeNames();
            for (List<?> name : all == null ? List.<List<?>>of() : all) {
                if (name.get(0) instanceof Integer type && (type == DNS || type == ADDRESS)) {
                    names.add(Masks.clean(String.valueOf(name.get(1))));
                }
            }
        } catch (CertificateParsingException e) {
            // A certificate whose names cannot be read is for nobody.
            return List.of();
        }
        return List.copyOf(names);
    }
}
