package io.hopguard.client.internal.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;

/** A private key and its chain, its own certificate first. */
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = {1};

    Identity checked(Date now) throws UnusableFileException {
        if (chain.isEmpty()) {
            throw new UnusableFileException(
                    "it holds a key without its certificate; add the chain, or give tls.certificates");
        }
        X509Certificate own = chain.get(0);
        if (now.after(own.getNotAfter())) {
            throw new UnusableFileException(
                    "its certificate has expired on " + own.getNotAfter().toInstant() + "; renew it");
        }
        if (!fits(own.getPublicKey())) {
            throw new UnusableFileException(
                    "the key is not that of the first certificate; put the key's own certificate first");
        }
        return this;
    }

    /** A half-done rotation has the new certificate and still the old key. */
    private boolean fits(PublicKey other) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> null;
        };
        if (algorithm == null) {
            return true;
        }
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
