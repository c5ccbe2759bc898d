package io.hopguard.client.internal.transport;

import java.util.Iterator;
import java.util.Locale;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.ProtocolException;

/**
 * How long a response's body is (RFC 9112 section 6.3). Only {@code chunked} is understood as a transfer coding, and only
 * one Content-Length of plain digits: whatever is in doubt is refused.
 */
final class HcLength implements ContentLengthStrategy {
    static final HcLength INSTANCE = new HcLength();

    private static final int MAX_DIGITS = 18;

    private HcLength() {}

    @Override
    public long determineLength(HttpMessage message) throws HttpException {
        if (message.containsHeader("Transfer-Encoding")) {
            return chunked(message);
        }
        int lengths = message.countHeaders("Content-Length");
        if (lengths == 0) {
            return UNDEFINED;
        }
        String value = message.getFirstHeader("Content-Length").getValue().strip();
        if (lengths > 1 || !HcGrammar.isNumber(value, MAX_DIGITS)) {
            throw new ProtocolException("the Content-Length is repeated, or not a number");
        }
        return Long.parseLong(value);
    }

    private static long chunked(HttpMessage message) throws ProtocolException {
        int codings = 0;
        for (Iterator<Header> fields = message.headerIterator("Transfer-Encoding"); fields.hasNext(); ) {
            for (String coding : fields.next().getValue().split(",")) {
                String name = coding.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty() && !name.equals("chunked")) {
                    throw new ProtocolException("the transfer coding is not chunked");
                }
                codings += name.isEmpty() ? 0 : 1;
            }
        }
        if (codings != 1) {
            throw new ProtocolException("the transfer coding is not chunked, once");
        }
        return CHUNKED;
    }
}
