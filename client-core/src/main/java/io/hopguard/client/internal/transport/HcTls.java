package io.hopguard.client.internal.transport;

import io.hopguard.client.error.Phase;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.internal.tls.Handshakes;
import io.hopguard.client.internal.tls.TlsContexts;
import io.hopguard.client.policy.TlsVersion;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.ssl.TlsCiphers;
import org.apache.hc.core5.ssl.SSLContexts;
import org.jspecify.annotations.Nullable;

/**
 * Makes a connected socket secure. The host's name is checked twice: by JSSE during the handshake, which knows public
 * suffixes, and by {@link HcNameCheck} behind it, which is stricter and which no trust manager of a user's can leave out.
 */
final class HcTls implements TlsSocketStrategy {
    private static final String[] FROM_1_2 = {"TLSv1.3", "TLSv1.2"};
    private static final String[] FROM_1_3 = {"TLSv1.3"};

    private final Supplier<SSLContext> contexts;
    private final @Nullable Handshakes handshakes;
    private final String[] versions;
    private final boolean ownTrust;

    HcTls(HcConnections.Tls settings) {
        TlsContexts files = settings.files();
        SSLContext given = settings.given();
        if (files != null) {
            this.contexts = files::current;
        } else {
            SSLContext only = given != null ? given : SSLContexts.createSystemDefault();
            this.contexts = () -> only;
        }
        this.ownTrust = given == null;
        this.handshakes = files == null ? null : files.handshakes();
        this.versions = settings.minVersion() == TlsVersion.TLS_1_3 ? FROM_1_3 : FROM_1_2;
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, @Nullable Object attachment, HttpContext httpContext)
            throws IOException {
        if (httpContext.getAttribute(HcConnections.RUN) instanceof AttemptRun run) {
            run.enter(Phase.TLS);
        }
        HcWire wire = new HcWire(socket);
        wire.showIn(httpContext);
        SSLSocket secure = (SSLSocket) contexts.get().getSocketFactory().createSocket(wire, host, port, false);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setProtocols(versions);
        parameters.setCipherSuites(TlsCiphers.excludeWeak(parameters.getCipherSuites()));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        handshake(secure, wire);
        check(secure, host);
        return secure;
    }

    private void check(SSLSocket secure, String host) throws IOException {
        try {
            Certificate[] chain = secure.getSession().getPeerCertificates();
            HcNameCheck.check(host, chain);
            // JSSE takes a certificate that is trusted as itself also when it has expired.
            if (ownTrust && chain[0] instanceof X509Certificate certificate) {
                certificate.checkValidity();
            }
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            // Not to be resumed: nobody would look at the certificate again.
            secure.getSession().invalidate();
            throw e instanceof SSLPeerUnverifiedException name ? name : refused(e);
        }
    }

    private static SSLHandshakeException refused(Exception cause) {
        SSLHandshakeException refused = new SSLHandshakeException(cause.getMessage());
        refused.initCause(cause);
        return refused;
    }

    private void handshake(SSLSocket secure, HcWire wire) throws IOException {
        if (handshakes == null) {
            secure.startHandshake();
            return;
        }
        handshakes.onAsked(secure, wire::certificateAsked);
        try {
            secure.startHandshake();
        } finally {
            handshakes.forget(secure);
        }
    }
}
