package io.hopguard.client.diagnosis;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The first bytes of protocols that are not HTTP/1.1 and get mistaken for it. Immutable. */
enum ForeignProtocol {
    SSH("an SSH banner", "SSH-"),
    HTTP2_PREFACE("the preface of HTTP/2", "PRI * HTTP/2.0"),
    SMTP("the greeting of a mail or FTP server", "220 ", "220-"),
    POP3("the greeting of a mail server", "+OK ", "* OK "),
    REDIS("an answer of Redis", "-ERR ", "-NOAUTH"),
    HTTP2_FRAME("a frame of HTTP/2"),
    TLS("a record of TLS");

    private static final int FRAME_HEADER = 9;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int MAX_PREFIX = 16;
    private static final int TLS_MAJOR = 3;
    private static final int TLS_FIRST = 0x14;
    private static final int TLS_LAST = 0x17;

    private final String title;
    private final String[] starts;

    ForeignProtocol(String title, String... starts) {
        this.title = title;
        this.starts = starts;
    }

    /** What its first bytes are. */
    String title() {
        return title;
    }

    /** The protocol that the bytes begin like, or null. */
    static @Nullable ForeignProtocol of(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(bytes.length, MAX_PREFIX), StandardCharsets.ISO_8859_1);
        for (ForeignProtocol protocol : values()) {
            for (String known : protocol.starts) {
                if (start.startsWith(known)) {
                    return protocol;
                }
            }
        }
        if (isFrame(bytes)) {
            return HTTP2_FRAME;
        }
        boolean record = bytes.length > 2 && bytes[0] >= TLS_FIRST && bytes[0] <= TLS_LAST && bytes[1] == TLS_MAJOR;
        return record ? TLS : null;
    }

    /** RFC 9113 section 3.4: a server begins with SETTINGS; one that does not understand ends with GOAWAY. Both on stream 0. */
    private static boolean isFrame(byte[] bytes) {
        if (bytes.length < FRAME_HEADER
                || bytes[0] != 0
                || bytes[1] != 0
                || bytes[3] != SETTINGS && bytes[3] != GOAWAY) {
            return false;
        }
        return (bytes[5] | bytes[6] | bytes[7] | bytes[8]) == 0;
    }
}
