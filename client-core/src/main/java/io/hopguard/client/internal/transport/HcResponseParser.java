package io.hopguard.client.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a response, and takes it only when it is whole and begins with a status line of HTTP/1.0 or 1.1 (RFC
 * 9112 section 4): HttpClient's own parsers accept a head that ends with the connection, and garbage in front of one.
 */
final class HcResponseParser extends DefaultHttpResponseParser {
    private static final String VERSION = "HTTP/1.";
    private static final int STATUS_START = VERSION.length() + 2;
    private static final int STATUS_END = STATUS_START + 3;

    private final int maxLineBytes;
    private final int maxFields;
    private boolean begun;
    private @Nullable SessionInputBuffer input;
    private byte[] refused = HcBodies.NONE;

    HcResponseParser(Http1Config config) {
        super(config);
        this.maxLineBytes = config.getMaxLineLength();
        this.maxFields = config.getMaxHeaderCount() - 1;
    }

    /** Bytes that have been read from the socket and belong to no response so far. */
    int buffered() {
        return input == null ? 0 : input.length();
    }

    /** The beginning of the head that was refused; empty where none was. */
    byte[] refused() {
        return refused;
    }

    @Override
    public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
        input = buffer;
        begun = false;
        HcLines lines = new HcLines(buffer, maxLineBytes, false);
        try {
            ClassicHttpResponse response = parsed(lines, in);
            if (response != null) {
                checkNames(response);
            }
            return response;
        } catch (IOException | HttpException e) {
            refused = lines.beginning(in);
            throw e;
        }
    }

    private ClassicHttpResponse parsed(HcLines lines, InputStream in) throws IOException, HttpException {
        try {
            return super.parse(lines, in);
        } catch (HcLimit e) {
            throw e;
        } catch (MessageConstraintException e) {
            // Before the status line HttpClient counts empty lines, after it fields.
            if (begun) {
                throw HcLimit.ofFields("header fields", maxFields);
            }
            throw new ParseException("empty lines in front of the status line");
        } catch (HttpException e) {
            // HttpClient quotes the line, which may hold a cookie or a token, in a message that ends in a log.
            throw new ParseException("a line of the head is malformed");
        }
    }

    /** Whoever drops the odd character from {@code Con tent-Length} reads another message than who does not (RFC 9110 section 5.1). */
    private static void checkNames(ClassicHttpResponse response) throws ParseException {
        for (Header header : response.getHeaders()) {
            if (!HcGrammar.isToken(header.getName())) {
                throw new ParseException("the name of a header is not a token");
            }
        }
    }

    @Override
    protected ClassicHttpResponse createMessage(CharArrayBuffer line) throws IOException, HttpException {
        if (!isStatusLine(line)) {
            throw new ParseException("not a status line of HTTP/1.0 or HTTP/1.1");
        }
        begun = true;
        return super.createMessage(line);
    }

    private static boolean isStatusLine(CharArrayBuffer line) {
        boolean shaped = line.length() >= STATUS_END
                && line.substring(0, VERSION.length()).equals(VERSION)
                && (line.charAt(VERSION.length()) == '0' || line.charAt(VERSION.length()) == '1')
                && line.charAt(STATUS_START - 1) == ' '
                && (line.length() == STATUS_END || line.charAt(STATUS_END) == ' ');
        for (int i = STATUS_START; shaped && i < STATUS_END; i++) {
            shaped = line.charAt(i) >= (i == STATUS_START ? '1' : '0') && line.charAt(i) <= '9';
        }
        return shaped;
    }
}
