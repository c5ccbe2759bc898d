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
    private final HcPool pool;
    private final ConnectionEndpoint endpoint;
    private final Exchange exchange;
    private final InputStream in;
    private final @Nullable TimeValue reuseFor;

    HcOpenBody(HcPool pool, ConnectionEndpoint endpoint, Exchange exchange, InputStream in, @Nullable TimeValue reuse) {
        this.pool = pool;
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
            throw HcFailures.translate(e, exchange, pool);
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
            pool.returned(this);
            pool.release(endpoint, reusable ? reuseFor : null);
        }
    }

    /** Whose body it is. */
    String shown() {
        return exchange.request().method() + " " + exchange.request().shownTarget();
    }
}
