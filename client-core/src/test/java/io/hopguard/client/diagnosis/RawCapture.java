package io.hopguard.client.diagnosis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the bytes that a client got on its socket into facts, as the transport would have seen them. */
final class RawCapture {
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/[0-9.]+ ([0-9]{3})(?: (.*))?");
    private static final Pattern ELAPSED = Pattern.compile("elapsed_ms=([0-9]+)");

    private final byte[] bytes;
    private final String notes;
    private int at;
    private Facts.Builder facts = Facts.of(Facts.Ending.NO_RESPONSE);
    private String length = "";
    private boolean chunked;

    private RawCapture(byte[] bytes, String notes) {
        this.bytes = bytes;
        this.notes = notes;
    }

    static Facts facts(byte[] bytes, String notes, boolean forward) {
        RawCapture raw = new RawCapture(bytes, notes);
        Facts.Builder facts = raw.read();
        Matcher elapsed = ELAPSED.matcher(notes);
        return facts.elapsedNanos(
                        elapsed.find()
                                ? TimeUnit.MILLISECONDS.toNanos(Math.max(1, Long.parseLong(elapsed.group(1))))
                                : 0)
                .connection(notes.contains("second request on a connection"), forward)
                .accept(notes.contains("Accept: text/html") ? "text/html" : "application/json")
                .build();
    }

    private Facts.Builder read() {
        while (at < bytes.length) {
            String[] head = head().split("\r\n");
            Matcher line = STATUS_LINE.matcher(head[0]);
            if (!line.matches()) {
                return Facts.of(Facts.Ending.MALFORMED).body(bytes).observed(Cause.MALFORMED_RESPONSE);
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= 200) {
                return answered(status, line.group(2), head);
            }
        }
        Cause seen = notes.contains("end=RST")
                ? Cause.CONNECTION_RESET
                : notes.contains("end=client-timeout") ? Cause.RESPONSE_TIMEOUT : Cause.CONNECTION_CLOSED;
        return Facts.of(Facts.Ending.NO_RESPONSE).observed(seen);
    }

    private String head() {
        String text = new String(bytes, at, bytes.length - at, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        at += end < 0 ? text.length() : end + 4;
        return head;
    }

    private Facts.Builder answered(int status, String reason, String[] head) {
        for (int i = 1; i < head.length; i++) {
            String name =
                    head[i].substring(0, Math.max(0, head[i].indexOf(':'))).toLowerCase(Locale.ROOT);
            String value = head[i].substring(head[i].indexOf(':') + 1).strip();
            length = name.equals("content-length") ? value : length;
            chunked |= name.equals("transfer-encoding");
        }
        byte[] body = chunked ? null : rest();
        boolean whole = body == null || length.isEmpty() || body.length >= Integer.parseInt(length);
        if (body == null) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            whole = dechunk(out);
            body = out.toByteArray();
        }
        facts = whole
                ? Facts.of(Facts.Ending.ANSWERED)
                : Facts.of(Facts.Ending.TRUNCATED).observed(Cause.TRUNCATED_RESPONSE);
        facts.status(status, reason == null ? "" : reason).body(body);
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                facts.field(
                        head[i].substring(0, colon),
                        head[i].substring(colon + 1).strip());
            }
        }
        return facts;
    }

    private byte[] rest() {
        return java.util.Arrays.copyOfRange(bytes, at, bytes.length);
    }

    /** True when the last chunk came. */
    private boolean dechunk(ByteArrayOutputStream out) {
        while (true) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String size = new String(bytes, at, Math.min(end, bytes.length) - at, StandardCharsets.ISO_8859_1).strip();
            if (size.isEmpty() || !size.matches("[0-9a-fA-F]+")) {
                return false;
            }
            int length = Integer.parseInt(size, 16);
            int start = end + 1;
            if (length == 0) {
                return true;
            }
            out.write(bytes, Math.min(start, bytes.length), Math.max(0, Math.min(length, bytes.length - start)));
            at = start + length + 2;
            if (at > bytes.length) {
                return false;
            }
        }
    }
}
