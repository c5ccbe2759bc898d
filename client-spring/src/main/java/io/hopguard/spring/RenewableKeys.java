package io.hopguard.spring;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/** Keys that can be exchanged while connections are made. There may be none. */
final class RenewableKeys extends X509ExtendedKeyManager {
    private volatile @Nullable X509ExtendedKeyManager current;

    RenewableKeys(@Nullable X509ExtendedKeyManager first) {
        this.current = first;
    }

    static @Nullable X509ExtendedKeyManager of(SslBundle bundle) {
        KeyManager[] managers = bundle.getManagers().getKeyManagers();
        return managers == null
                ? null
                : Arrays.stream(managers)
                        .filter(X509ExtendedKeyManager.class::isInstance)
                        .map(X509ExtendedKeyManager.class::cast)
                        .findFirst()
                        .orElse(null);
    }

    void renew(@Nullable X509ExtendedKeyManager next) {
        current = next;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        X509ExtendedKeyManager keys = current;
        return keys == null ? null : keys.getClientAliases(keyType, issuers);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        X509ExtendedKeyManager keys = current;
        return keys == null ? null : keys.chooseClientAlias(keyTypes, issuers, socket);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        X509ExtendedKeyManager keys = current;
        return keys == null ? null : keys.chooseEngineClientAlias(keyTypes, issuers, engine);
    }

    /** This is a client. */
    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    /** This is a client. */
    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        X509ExtendedKeyManager keys = current;
        return keys == null ? null : keys.getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        X509ExtendedKeyManager keys = current;
        return keys == null ? null : keys.getPrivateKey(alias);
    }
}
