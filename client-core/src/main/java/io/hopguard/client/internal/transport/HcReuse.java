package io.hopguard.client.internal.transport;

import java.time.Duration;
import java.util.Locale;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** Whether a connection may be used again, and for how long. */
final class HcReuse {
    private static final String TIMEOUT = "timeout=";
    private static final int MAX_DIGITS = 9;

    private final long keepAliveMillis;

    HcReuse(Duration keepAlive) {
        this.keepAliveMillis = keepAlive.toMillis();
    }

    /** The time, or null when the connection must be closed. */
    @Nullable
    TimeValue of(ClassicHttpRequest request, ClassicHttpResponse response, HttpClientContext context) {
        // Two lengths, or a body where there must be none, and nobody knows where the next response begins (RFC 9112
        // section 6.3, RFC 9110 section 15.3.6: the empty body of a 205 may be chunked, or end with the connection).
        boolean ambiguous = response.containsHeader("Transfer-Encoding") && response.containsHeader("Content-Length")
                || response.getCode() == 205;
        if (ambiguous || !DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)) {
            return null;
        }
        Header keepAlive = response.getFirstHeader("Keep-Alive");
        long millis = keepAlive == null
                ? keepAliveMillis
                : Math.min(keepAliveMillis, serversLimitMillis(String.valueOf(keepAlive.getValue())));
        return millis <= 0 ? null : TimeValue.ofMilliseconds(millis);
    }

    private static long serversLimitMillis(String field) {
        for (String parameter : field.toLowerCase(Locale.ROOT).split(",")) {
            String seconds = parameter.strip();
            if (seconds.startsWith(TIMEOUT)) {
                String digits = seconds.substring(TIMEOUT.length());
                return HcGrammar.isNumber(digits, MAX_DIGITS) ? 1000 * Long.parseLong(digits) : Long.MAX_VALUE;
            }
        }
        return Long.MAX_VALUE;
    }

    /** RFC 9110 sections 9.3.2, 15.3.5, 15.3.6 and 15.4.5. */
    static boolean canHaveBody(String method, int status) {
        return !method.equals("HEAD") && status != 204 && status != 205 && status != 304;
    }
}
