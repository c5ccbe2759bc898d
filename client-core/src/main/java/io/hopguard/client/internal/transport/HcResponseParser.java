package io.hopguard.client.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Reads the head of a response, and takes it only when it is whole: HttpClient's own parsers accept a head that ends with
 * the connection instead of an empty line.
 */
final class HcResponseParser extends DefaultHttpResponseParser {
    private final int maxLineBytes;

    HcResponseParser(Http1Config config) {
        super(config);
        this.maxLineBytes = config.getMaxLineLength();
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        return super.parse(new HcLines(buffer, maxLineBytes), in);
    }
}
