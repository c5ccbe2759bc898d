package io.hopguard.examples.doctor;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the machine's own trust store thinks of a chain, and lets the handshake go on so that the rest can be seen
 * too. Only for connections over which nothing is sent afterwards.
 */
final class SeeingTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager usual;
    private X509Certificate[] chain = {};
    private @Nullable CertificateException distrust;
    private boolean nameWrong;

    SeeingTrust() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        for (TrustManager each : factory.getTrustManagers()) {
            if (each instanceof X509ExtendedTrustManager found) {
                usual = found;
                return;
            }
        }
        throw new GeneralSecurityException("this JDK has no trust manager for X.509");
    }

    X509Certificate[] chain() {
        return chain;
    }

    @Nullable
    CertificateException distrust() {
        return distrust;
    }

    /** Known only where the chain is trusted. */
    boolean nameWrong() {
        return nameWrong;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String type, Socket socket) {
        checkServerTrusted(sent, type);
        if (distrust == null) {
            nameWrong = !matches(sent, type, socket);
        }
    }

    /** The socket asks for the check of the name (RFC 9110 section 4.3.4). */
    private boolean matches(X509Certificate[] sent, String type, Socket socket) {
        try {
            usual.checkServerTrusted(sent, type, (SSLSocket) socket);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String type) {
        chain = sent.clone();
        try {
            usual.checkServerTrusted(sent, type);
        } catch (CertificateException e) {
            distrust = e;
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] sent, String type, SSLEngine engine) {
        checkServerTrusted(sent, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type) throws CertificateException {
        throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type, Socket socket) throws CertificateException {
        checkClientTrusted(sent, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] sent, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(sent, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return usual.getAcceptedIssuers();
    }
}
