package io.hopguard.benchmarks.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A whole response, ready to be written. */
enum Answer {
    /** 73 bytes of JSON. */
    GOOD(
            "200 OK",
            "Content-Type: application/json\r\n",
            "{\"id\":42,\"customer\":\"acme\",\"items\":[1,2,3],\"total\":99.5,\"note\":\"abcdefg\"}"),

    /** As nginx says it. */
    BAD_GATEWAY("502 Bad Gateway", "Server: nginx/1.22.1\r\nContent-Type: text/html\r\n", """
            <html>\r
            <head><title>502 Bad Gateway</title></head>\r
            <body>\r
            <center><h1>502 Bad Gateway</h1></center>\r
            <hr><center>nginx/1.22.1</center>\r
            </body>\r
            </html>\r
            """);

    private final ByteBuffer bytes;

    Answer(String status, String fields, String body) {
        byte[] text = ("HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        this.bytes = ByteBuffer.allocateDirect(text.length).put(text).flip().asReadOnlyBuffer();
    }

    ByteBuffer bytes() {
        return bytes.duplicate();
    }
}
