package io.hopguard.client.internal.tls;

import io.hopguard.client.policy.TlsPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file with certificates and keys, read as what its content is. */
final class CertificateFile {
    /** No store of certificates is larger; a path that leads to something else must not fill the memory. */
    private static final long MOST_BYTES = 16 * 1024 * 1024;

    private final byte[] content;
    private final char @Nullable [] password;

    private CertificateFile(byte[] content, char @Nullable [] password) {
        this.content = content;
        this.password = password;
    }

    static CertificateFile of(TlsPolicy.Source source) throws UnusableFileException {
        return new CertificateFile(bytes(source.path()), source.password());
    }

    static CertificateFile of(Path path) throws UnusableFileException {
        return new CertificateFile(bytes(path), null);
    }

    private static byte[] bytes(Path path) throws UnusableFileException {
        try {
            if (Files.isDirectory(path)) {
                throw new UnusableFileException("is a folder; name the file");
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new UnusableFileException(
                        "is larger than 16 MiB, and so no store of certificates; check the path");
            }
            byte[] bytes = Files.readAllBytes(path);
            if (bytes.length == 0) {
                throw new UnusableFileException("is empty; write the certificates into it");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UnusableFileException("does not exist; check the path");
        } catch (IOException e) {
            throw new UnusableFileException("cannot be read; check the permissions of this process");
        }
    }

    /** The certificates to trust; those that have expired are left out. */
    List<X509Certificate> trusted(Date now) throws UnusableFileException {
        KeyStore store = store();
        List<X509Certificate> all = store == null ? certificates() : entries(store);
        if (all.isEmpty()) {
            throw new UnusableFileException(
                    "holds no trusted certificate; import them: keytool -importcert, or write them as PEM");
        }
        List<X509Certificate> valid =
                all.stream().filter(one -> !now.after(one.getNotAfter())).toList();
        if (valid.isEmpty()) {
            throw new UnusableFileException("holds expired certificates only; renew them");
        }
        return valid;
    }

    Identity identity(@Nullable CertificateFile chain, Date now) throws UnusableFileException {
        KeyStore store = store();
        Identity found = store == null ? pemIdentity() : storedIdentity(store);
        return (chain == null ? found : new Identity(found.key(), chain.certificates())).checked(now);
    }

    private @Nullable String text() {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return Pem.isIn(text) ? text : null;
    }

    private List<X509Certificate> certificates() throws UnusableFileException {
        String text = text();
        if (text == null) {
            return List.of(certificate(content));
        }
        List<X509Certificate> found = new ArrayList<>();
        for (Pem block : Pem.blocks(text)) {
            if (block.label().equals("CERTIFICATE") || block.label().equals("TRUSTED CERTIFICATE")) {
                found.add(certificate(block.content()));
            }
        }
        return found;
    }

    private static X509Certificate certificate(byte[] der) throws UnusableFileException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new UnusableFileException("is garbled: a certificate in it cannot be read; write the file again");
        }
    }

    private Identity pemIdentity() throws UnusableFileException {
        String text = text();
        if (text != null) {
            for (Pem block : Pem.blocks(text)) {
                PrivateKey key = PrivateKeys.of(block, password);
                if (key != null) {
                    return new Identity(key, certificates());
                }
            }
        }
        throw new UnusableFileException("holds no private key; give a PEM file, PKCS12 or JKS store with one");
    }

    /** Returns null for what is no store. */
    private @Nullable KeyStore store() throws UnusableFileException {
        String type = storeType();
        if (type == null) {
            return null;
        }
        try {
            KeyStore store = KeyStore.getInstance(type);
            store.load(new ByteArrayInputStream(content), password);
            return store;
        } catch (IOException e) {
            throw new UnusableFileException(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "cannot be opened with this password; check it"
                            : "is garbled, or its password is missing or wrong; check both");
        } catch (GeneralSecurityException e) {
            throw new UnusableFileException(
                    "uses an algorithm that this JDK does not know; make the store with keytool");
        }
    }

    private @Nullable String storeType() throws UnusableFileException {
        if (content.length >= 4 && content[0] == (byte) 0xfe && content[1] == (byte) 0xed) {
            return "JKS";
        }
        if (content.length >= 4 && content[0] == (byte) 0xce && content[1] == (byte) 0xce) {
            return "JCEKS";
        }
        if (content[0] == 0x30 && content.length > 8) {
            int length = content[1] & 0xff;
            int inner = 2 + (length < 0x80 ? 0 : length & 0x7f);
            // PFX begins with its version (RFC 7292 section 4), a certificate with a sequence.
            return inner < content.length && content[inner] == 2 ? "PKCS12" : null;
        }
        if (text() == null) {
            throw new UnusableFileException("is neither PEM nor PKCS12 nor JKS; check the path");
        }
        return null;
    }

    /** What the JDK itself trusts of a store: its certificate entries, and the own certificates of its keys. */
    private static List<X509Certificate> entries(KeyStore store) throws UnusableFileException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                    found.add(certificate);
                }
            }
            return found;
        } catch (GeneralSecurityException e) {
            throw new UnusableFileException("cannot be read as a store; make it again with keytool");
        }
    }

    private Identity storedIdentity(KeyStore store) throws UnusableFileException {
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getKey(alias, password) instanceof PrivateKey key) {
                    List<X509Certificate> chain = new ArrayList<>();
                    // A PKCS12 store may have a key and no certificate, which the JDK tells by a null.
                    Certificate @Nullable [] stored = store.getCertificateChain(alias);
                    for (Certificate one : stored == null ? new Certificate[0] : stored) {
                        chain.add((X509Certificate) one);
                    }
                    return new Identity(key, chain);
                }
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // JCEKS takes a missing password for a mistake of the program.
            throw new UnusableFileException("holds a key that this password does not open; check it");
        }
        throw new UnusableFileException("holds no private key; give a PEM file, PKCS12 or JKS store with one");
    }
}
