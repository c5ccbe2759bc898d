package io.hopguard.client.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** Private keys in PEM: PKCS#8, plain and encrypted, and OpenSSL's older forms for RSA and EC. */
final class PrivateKeys {
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
    private static final String CONVERT = "; convert the key: openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem";

    private PrivateKeys() {}

    /** Returns null when the block is no key. */
    static @Nullable PrivateKey of(Pem block, char @Nullable [] password) throws UnusableFileException {
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> key(new PKCS8EncodedKeySpec(block.content()));
                case "ENCRYPTED PRIVATE KEY" -> key(decrypted(block.content(), password));
                case "RSA PRIVATE KEY" -> key(new PKCS8EncodedKeySpec(Der.pkcs8OfRsa(block.content())));
                case "EC PRIVATE KEY" -> key(ofCurve(block.content()));
                default -> null;
            };
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new UnusableFileException("its " + block.label() + " is garbled; write the file again");
        }
    }

    private static PKCS8EncodedKeySpec ofCurve(byte[] sec1) throws UnusableFileException {
        byte[] pkcs8 = Der.pkcs8OfEc(sec1);
        if (pkcs8 == null) {
            throw new UnusableFileException("its EC PRIVATE KEY does not name its curve" + CONVERT);
        }
        return new PKCS8EncodedKeySpec(pkcs8);
    }

    private static PrivateKey key(PKCS8EncodedKeySpec spec) throws UnusableFileException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (GeneralSecurityException e) {
                // Not this one: the JDK offers no way to ask which it is.
            }
        }
        throw new UnusableFileException("its private key is garbled, or neither RSA, EC nor EdDSA" + CONVERT);
    }

    private static PKCS8EncodedKeySpec decrypted(byte[] content, char @Nullable [] password)
            throws UnusableFileException {
        if (password == null) {
            throw new UnusableFileException("its private key is encrypted; give the password, too");
        }
        PBEKeySpec secret = new PBEKeySpec(password);
        try {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(content);
            // PBES2 tells its real name (RFC 8018 section 6.2) only through its parameters.
            String algorithm = info.getAlgParameters() == null
                    ? info.getAlgName()
                    : info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                            ? info.getAlgParameters().toString()
                            : info.getAlgName();
            Key key = SecretKeyFactory.getInstance(algorithm).generateSecret(secret);
            Cipher cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableFileException(
                    "its private key cannot be decrypted; check the password, or encrypt the key"
                            + " with AES: openssl pkcs8 -topk8 -v2 aes256 -in old.pem -out new.pem");
        } finally {
            secret.clearPassword();
        }
    }
}
