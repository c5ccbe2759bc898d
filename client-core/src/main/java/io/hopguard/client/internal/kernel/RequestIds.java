package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Request;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * By what a call is found again in the logs of all hops: the id that its request or its thread already has, else one of its
 * own. Made ids are counters from a random start, of which each has numbers of its own, mixed (SplittableRandom's finalizer): a bijection, so that no client makes
 * one twice. They are no secret and nobody's proof of anything. Thread-safe.
 */
public final class RequestIds {
    /** In the MDC, and in log lines. */
    public static final String KEY = "request_id";

    private static final int MAX_LENGTH = 128;
    private static final int LANES_BITS = 4;
    private static final int LANES = 1 << LANES_BITS;
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final @Nullable String header;
    private final long start = ThreadLocalRandom.current().nextLong();
    private final AtomicLongArray made = new AtomicLongArray(LANES * Lanes.APART);

    /** The header that has the id on the wire, or null for none. */
    public RequestIds(@Nullable String header) {
        this.header = header;
    }

    /** The id of a call that this thread begins. */
    public String of(Request request) {
        String own = header == null ? null : request.headers().first(header);
        if (own != null && isUsable(own)) {
            return own;
        }
        String outer = MDC.get(KEY);
        return outer != null && isUsable(outer) ? outer : make();
    }

    /** Whether it may go on the wire and on a line of a log: some visible ASCII characters. */
    public static boolean isUsable(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= MAX_LENGTH;
    }

    /** 16 hexadecimal digits. */
    public String make() {
        int lane = Lanes.mine(LANES_BITS);
        long mixed = start + (made.getAndIncrement(lane * Lanes.APART) * LANES + lane) * STEP;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return HexFormat.of().toHexDigits(mixed);
    }
}
