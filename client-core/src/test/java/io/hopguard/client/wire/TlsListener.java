package io.hopguard.client.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Accepts TLS connections of one version, and knows the sockets below them. */
public final class TlsListener extends ServerSocket {
    private final SSLContext context;
    private final String version;
    private final Map<Socket, Socket> below = new ConcurrentHashMap<>();
    private volatile boolean clientCertificates;

    public TlsListener(SSLContext context, String version) throws IOException {
        super(0, 50, InetAddress.getLoopbackAddress());
        this.context = context;
        this.version = version;
    }

    public TlsListener needingClientCertificates() {
        clientCertificates = true;
        return this;
    }

    @Override
    public Socket accept() throws IOException {
        Socket plain = super.accept();
        plain.setTcpNoDelay(true); // what was sent has come, also behind something that is not acknowledged yet
        SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
        secure.setEnabledProtocols(new String[] {version});
        secure.setNeedClientAuth(clientCertificates);
        below.put(secure, plain);
        return secure;
    }

    Socket below(Socket secure) {
        return below.get(secure);
    }
}
