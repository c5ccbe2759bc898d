package io.hopguard.client.internal.transport;

import io.hopguard.client.internal.kernel.Exchange;
import io.hopguard.client.internal.kernel.Streaming;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** A body that is streamed to the user while its connection stays leased. */
final class HcOpenBody implements Streaming.Source {
    private final HcWay way;
    private final ConnectionEndpoint endpoint;
    private final Exchange exchange;
    private final InputStream in;
    private final @Nullable TimeValue reuseFor;

    HcOpenBody(HcWay way, ConnectionEndpoint endpoint, Exchange exchange, InputStream in, @Nullable TimeValue reuse) {
        this.way = way;
        this.endpoint = endpoint;
        this.exchange = exchange;
        this.in = in;
        this.reuseFor = reuse;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException | RuntimeException e) {
            throw HcFailures.translate(e, exchange, way);
        }
    }

    @Override
    public void release(boolean whole) {
        try {
            in.close();
        } catch (IOException e) {
            // It only frees memory.
        } finally {
            boolean reusable = exchange.run().finish() && whole;
            way.pool().returned(this);
            way.pool().release(endpoint, reusable ? reuseFor : null);
        }
    }

    /** Whose body it is. */
    String shown() {
        return exchange.request().method() + " " + exchange.request().shownTarget();
    }
}
