package io.hopguard.benchmarks.soak;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** The bytes of the server's answers, and what the client expects to read of them. */
final class Answers {
    static final int EXPORT_BYTES = 64 * 1024;

    private static final byte[] EXPORT_LINE = "0123456789abcdef".repeat(64).getBytes(StandardCharsets.US_ASCII);

    private Answers() {}

    /** The one right answer to the call of that number. */
    static String json(long id) {
        return "{\"id\":" + id + ",\"customer\":\"acme\",\"items\":[1,2,3],\"total\":99.5}";
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] head(String status, int length, String more) {
        return ascii("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n"
                + more + "\r\n");
    }

    static byte[] whole(String status, byte[] body, String more) {
        return join(head(status, body.length, more), body);
    }

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    /** {@value #EXPORT_BYTES} bytes in chunks. */
    static void export(OutputStream out) throws IOException {
        out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"));
        String size = Integer.toHexString(EXPORT_LINE.length).toUpperCase(Locale.ROOT);
        byte[] chunk = join(join(ascii(size + "\r\n"), EXPORT_LINE), ascii("\r\n"));
        for (int sent = 0; sent < EXPORT_BYTES; sent += EXPORT_LINE.length) {
            out.write(chunk);
        }
        out.write(ascii("0\r\n\r\n"));
    }
}
