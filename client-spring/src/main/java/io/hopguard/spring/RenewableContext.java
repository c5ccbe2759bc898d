package io.hopguard.spring;

import java.security.GeneralSecurityException;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** A context for TLS whose trust and keys can be exchanged: for new connections, without resuming a session of before. */
final class RenewableContext {
    private final SSLContext context;
    private final RenewableTrust trust;
    private final RenewableKeys keys;

    RenewableContext(SslBundle bundle) {
        this.trust = new RenewableTrust(RenewableTrust.of(bundle));
        this.keys = new RenewableKeys(RenewableKeys.of(bundle));
        try {
            this.context = SSLContext.getInstance(bundle.getProtocol());
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the SSL bundle cannot be used", e);
        }
    }

    SSLContext context() {
        return context;
    }

    void renew(SslBundle bundle) {
        // Both are read before either is changed: half a bundle would trust one and present the other.
        X509ExtendedTrustManager nextTrust = RenewableTrust.of(bundle);
        @Nullable X509ExtendedKeyManager nextKeys = RenewableKeys.of(bundle);
        trust.renew(nextTrust);
        keys.renew(nextKeys);
        SSLSessionContext sessions = context.getClientSessionContext();
        for (byte[] id : Collections.list(sessions.getIds())) {
            SSLSession session = sessions.getSession(id);
            if (session != null) {
                session.invalidate();
            }
        }
    }
}
