package io.hopguard.examples.demo;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** What nginx 1.22.1 writes on the wire, to the byte but for the date. */
final class NginxPages {
    static final String NAME = "nginx/1.22.1";

    private NginxPages() {}

    /**
     * An error of its own making.
     *
     * @param status code and reason as nginx spells them
     * @param connection {@code close} or {@code keep-alive}
     */
    static byte[] error(String status, String connection) {
        byte[] page = page(status).getBytes(StandardCharsets.US_ASCII);
        return joined(head(status, "text/html", page.length, connection), page);
    }

    /** What it relays; the body may be shorter than announced, when the application broke off. */
    static byte[] relayed(RelayedAnswer answer, String connection) {
        return joined(head("200 OK", answer.type(), answer.announcedLength(), connection), answer.body());
    }

    private static byte[] head(String status, String type, long length, String connection) {
        return HttpHead.bytes(
                "HTTP/1.1 " + status,
                "Server: " + NAME,
                "Date: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)),
                "Content-Type: " + type,
                "Content-Length: " + length,
                "Connection: " + connection);
    }

    private static String page(String status) {
        return String.join(
                        "\r\n",
                        "<html>",
                        "<head><title>" + status + "</title></head>",
                        "<body>",
                        "<center><h1>" + status + "</h1></center>",
                        "<hr><center>" + NAME + "</center>",
                        "</body>",
                        "</html>")
                + "\r\n";
    }

    /** In one piece, so that the page does not wait for the acknowledgement of the header. */
    private static byte[] joined(byte[] head, byte[] body) {
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
