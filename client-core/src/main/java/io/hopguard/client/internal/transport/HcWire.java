package io.hopguard.client.internal.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * The socket below TLS. JSSE takes a connection that simply ends for one that was closed as TLS demands (a close_notify), and
 * says nothing of bytes that it has not decrypted; from below, both can be seen.
 */
final class HcWire extends Socket {
    private static final String ATTRIBUTE = "hopguard.wire";

    private final Socket socket;
    private final InputStream in;
    private volatile boolean cut;
    private volatile boolean certificateAsked;
    private volatile boolean certificateGiven;

    HcWire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new Watched(socket.getInputStream());
    }

    /** The wire of the connection that was made last in this context. */
    static @Nullable HcWire of(HttpContext context) {
        return context.getAttribute(ATTRIBUTE) instanceof HcWire wire ? wire : null;
    }

    void showIn(HttpContext context) {
        context.setAttribute(ATTRIBUTE, this);
    }

    /** The peer ended TCP before TLS: with close_notify, JSSE reads no further and never sees this end. */
    boolean cut() {
        return cut;
    }

    /** Bytes have come that JSSE has not looked at. */
    boolean hasUnread() throws IOException {
        return in.available() > 0;
    }

    /** The server has asked for a client's certificate. */
    void certificateAsked(boolean given) {
        certificateAsked = true;
        certificateGiven = given;
    }

    boolean wantsCertificate() {
        return certificateAsked;
    }

    boolean certificateGiven() {
        return certificateGiven;
    }

    private final class Watched extends FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return seen(in.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return seen(in.read(bytes, offset, length));
        }

        private int seen(int result) {
            cut |= result < 0;
            return result;
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        socket.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return socket.getSoLinger();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return socket.getTcpNoDelay();
    }
}
