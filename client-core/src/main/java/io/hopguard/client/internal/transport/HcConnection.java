package io.hopguard.client.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.ConnectionHolder;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that reads what RFC 9112 allows and nothing else, that knows when bytes have come which nobody asked for,
 * and that stays closed once it has been closed. It writes no wire log.
 */
final class HcConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    private final HcResponseParser parser;
    private final Http1Config config;
    private final HcCounts counts;
    private @Nullable HcWire wire;
    private volatile boolean closed;
    private volatile boolean kept;
    private Timeout socketTimeout = Timeout.ONE_MILLISECOND;

    HcConnection(Http1Config config, HcCounts counts) {
        this(config, new HcResponseParser(config), counts);
    }

    private HcConnection(Http1Config config, HcResponseParser parser, HcCounts counts) {
        super(config, null, null, HcLength.INSTANCE, null, null, unused -> parser);
        this.config = config;
        this.parser = parser;
        this.counts = counts;
    }

    /** Tells a connection what is below TLS, or null when there is none. */
    static void over(ConnectionEndpoint endpoint, @Nullable HcWire below) {
        if (endpoint instanceof ConnectionHolder holder && holder.get() instanceof HcConnection connection) {
            connection.wire = below;
        }
    }

    /** Whether bytes have come that nobody asked for, as far as can be told, or, where it is suspect, the end. */
    static boolean isSpoilt(ConnectionEndpoint endpoint, boolean suspect) {
        try {
            return endpoint.isConnected()
                    && endpoint instanceof ConnectionHolder holder
                    && holder.get() instanceof HcConnection connection
                    && (suspect && connection.isStale() || connection.hasSurplus());
        } catch (IOException e) {
            return true;
        }
    }

    /** The beginning of a head that was no HTTP. */
    byte[] refused() {
        return parser.refused();
    }

    /** Bytes that have come without a request: what stands on this connection is not an answer (RFC 9112 section 9.2). */
    boolean hasSurplus() throws IOException {
        SocketHolder holder = getSocketHolder();
        return parser.buffered() > 0
                || holder != null && holder.getInputStream().available() > 0
                || wire != null && wire.hasUnread() && hasSurplusBehindTls();
    }

    /** The bytes may be TLS's own, such as a session ticket: reading for a moment decrypts what has come. */
    private boolean hasSurplusBehindTls() throws IOException {
        return isStale() || parser.buffered() > 0;
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        if (length == ContentLengthStrategy.CHUNKED) {
            return new HcChunks(
                    new HcLines(buffer, config.getMaxLineLength(), true), in, config.getMaxHeaderCount() - 1);
        }
        InputStream content = super.createContentInputStream(length, buffer, in);
        return length == ContentLengthStrategy.UNDEFINED && wire != null ? new HcClosed(content, wire) : content;
    }

    @Override
    protected OutputStream createContentOutputStream(
            long length,
            SessionOutputBuffer buffer,
            OutputStream out,
            @Nullable Supplier<List<? extends Header>> trailers) {
        return new HcUnended(super.createContentOutputStream(length, buffer, out, trailers));
    }

    @Override
    public void bind(Socket socket) throws IOException {
        bind(new SocketHolder(socket));
    }

    @Override
    public void bind(SSLSocket sslSocket, Socket socket) throws IOException {
        bind(new SocketHolder(sslSocket, socket));
    }

    @Override
    protected void bind(SocketHolder holder) throws IOException {
        if (closed) {
            holder.getSocket().close();
            throw new IOException("the connection was closed while it was being made");
        }
        super.bind(holder);
        socketTimeout = Timeout.ofMilliseconds(holder.getSocket().getSoTimeout());
    }

    @Override
    public @Nullable Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public @Nullable SSLSession getSSLSession() {
        return getSocket() instanceof SSLSocket secure ? secure.getSession() : null;
    }

    private void closing() {
        closed = true;
        if (kept) {
            kept = false;
            counts.evicted();
        }
    }

    @Override
    public void passivate() {
        kept = true;
        setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        kept = false;
        setSocketTimeout(socketTimeout);
    }

    @Override
    public void close() throws IOException {
        closing();
        super.close();
    }

    @Override
    public void close(CloseMode closeMode) {
        closing();
        // Without a goodbye: the pool closes idle connections under its lock, and a TLS peer may take its time.
        super.close(CloseMode.IMMEDIATE);
    }
}
