package io.hopguard.client.internal.tls;

import io.hopguard.client.internal.kernel.Time;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.TlsPolicy;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.BiConsumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The files of a policy, read into what JSSE wants. */
final class TlsFiles {
    private static final char[] NO_PASSWORD = new char[0];

    private final TlsPolicy policy;
    private final Time time;

    TlsFiles(TlsPolicy policy, Time time) {
        this.policy = policy;
        this.time = time;
    }

    List<Stamp> stamps() {
        List<Stamp> stamps = new ArrayList<>();
        for (TlsPolicy.@Nullable Source source :
                new TlsPolicy.@Nullable Source[] {policy.trust(), policy.trustAlso(), policy.key()}) {
            if (source != null) {
                stamps.add(Stamp.of(source.path()));
            }
        }
        Path certificates = policy.certificates();
        if (certificates != null) {
            stamps.add(Stamp.of(certificates));
        }
        return stamps;
    }

    /** Reads everything, so that each file that cannot be used is told. */
    @Nullable
    SSLContext read(BiConsumer<Socket, Boolean> asked, Problems problems) {
        List<X509Certificate> trusted = trusted("tls.trust", policy.trust(), problems);
        List<X509Certificate> added = trusted("tls.trustAlso", policy.trustAlso(), problems);
        Identity identity = identity(problems);
        boolean whole = (trusted != null || policy.trust() == null)
                && (added != null || policy.trustAlso() == null)
                && (identity != null || policy.key() == null);
        try {
            return whole ? context(trusted, added, identity, asked) : null;
        } catch (GeneralSecurityException | IOException e) {
            problems.require(false, "tls", "files", "the JDK refuses their content: " + e.getMessage());
            return null;
        }
    }

    private @Nullable List<X509Certificate> trusted(
            String property, TlsPolicy.@Nullable Source source, Problems problems) {
        if (source == null) {
            return null;
        }
        try {
            return CertificateFile.of(source).trusted(new Date(time.epochMillis()));
        } catch (UnusableFileException e) {
            problems.require(false, property, source, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Identity identity(Problems problems) {
        TlsPolicy.Source key = policy.key();
        if (key == null) {
            return null;
        }
        CertificateFile chain = null;
        Path certificates = policy.certificates();
        try {
            chain = certificates == null ? null : CertificateFile.of(certificates);
        } catch (UnusableFileException e) {
            problems.require(false, "tls.certificates", certificates, String.valueOf(e.getMessage()));
            return null;
        }
        try {
            return CertificateFile.of(key).identity(chain, new Date(time.epochMillis()));
        } catch (UnusableFileException e) {
            problems.require(false, "tls.key", key, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static SSLContext context(
            @Nullable List<X509Certificate> trusted,
            @Nullable List<X509Certificate> added,
            @Nullable Identity identity,
            BiConsumer<Socket, Boolean> asked)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> anchors = trusted;
        if (added != null) {
            anchors = new ArrayList<>(ofTheJdk());
            anchors.addAll(added);
        }
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager keys = new AskedKeys(identity == null ? null : keys(identity), asked);
        context.init(new KeyManager[] {keys}, anchors == null ? null : trust(anchors), null);
        return context;
    }

    private static List<X509Certificate> ofTheJdk() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager one : factory.getTrustManagers()) {
            if (one instanceof X509TrustManager trust) {
                return List.of(trust.getAcceptedIssuers());
            }
        }
        return List.of();
    }

    private static TrustManager[] trust(List<X509Certificate> anchors) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < anchors.size(); i++) {
            store.setCertificateEntry("anchor-" + i, anchors.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static X509ExtendedKeyManager keys(Identity identity) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client", identity.key(), NO_PASSWORD, identity.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        for (KeyManager one : factory.getKeyManagers()) {
            if (one instanceof X509ExtendedKeyManager keys) {
                return keys;
            }
        }
        throw new GeneralSecurityException("the JDK offers no keys of X.509");
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
