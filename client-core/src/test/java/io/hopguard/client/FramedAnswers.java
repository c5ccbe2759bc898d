package io.hopguard.client;

import static io.hopguard.client.FramedAnswer.answered;
import static io.hopguard.client.FramedAnswer.last;
import static io.hopguard.client.FramedAnswer.refused;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bytes for the rows of the framing table that are told in words. */
final class FramedAnswers {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String EMPTY = "Content-Length: 0\r\n\r\n";
    private static final String FIVE = "Content-Length: 5\r\n\r\nhello";
    private static final String CHUNKS = "5\r\nhello\r\n0\r\n\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private static final Map<String, FramedAnswer> BY_CASE = new HashMap<>();

    static {
        limits();
        reuse();
        chunks();
        lengths();
        heads();
        others();
    }

    private FramedAnswers() {}

    static @Nullable FramedAnswer of(String words) {
        return BY_CASE.get(words);
    }

    private static void limits() {
        BY_CASE.put("headers count=99", answered(OK + "X: y\r\n".repeat(99) + EMPTY, 200, ""));
        BY_CASE.put("headers count=100", refused(OK + "X: y\r\n".repeat(100) + EMPTY));
        BY_CASE.put("headers count=200", refused(OK + "X: y\r\n".repeat(200) + EMPTY));
        BY_CASE.put("header value length=8000", answered(OK + "X: " + "y".repeat(8_000) + "\r\n" + EMPTY, 200, ""));
        BY_CASE.put("header value length=9000", refused(OK + "X: " + "y".repeat(9_000) + "\r\n" + EMPTY));
        BY_CASE.put("header value length=70000", refused(OK + "X: " + "y".repeat(70_000) + "\r\n" + EMPTY));
        BY_CASE.put("head: more headers than the limit", refused(OK + "X: y\r\n".repeat(101) + "\r\n"));
        BY_CASE.put("head: line longer than the limit", refused("HTTP/1.1 200 " + "O".repeat(8_192) + "\r\n" + EMPTY));
        String early = "HTTP/1.1 103 Early Hints\r\n\r\n";
        BY_CASE.put("1xx x1 then 200", answered(early + OK + FIVE, 200, "hello"));
        BY_CASE.put("1xx x1000 then 200", refused(early.repeat(1_000) + OK + FIVE));
        BY_CASE.put("1xx x20000 then 200", refused(early.repeat(20_000) + OK + FIVE));
    }

    private static void reuse() {
        String poisoned = OK + FIVE + OK + "Content-Length: 6\r\n\r\npoison";
        BY_CASE.put("extra complete response after the first, pause 0", last(poisoned, 200, "hello"));
        BY_CASE.put("desync extra response, pause 2500", last(poisoned, 200, "hello"));
        BY_CASE.put("204 with body then GET", last("HTTP/1.1 204 No Content\r\n\r\nhello", 204, ""));
        BY_CASE.put("reuse after Connection: close", last(OK + "Connection: close\r\n" + FIVE, 200, "hello"));
        BY_CASE.put(
                "reuse after Connection: keep-alive, close",
                last(OK + "Connection: keep-alive, close\r\n" + FIVE, 200, "hello"));
        BY_CASE.put("reuse after HTTP/1.0 no keep-alive", last("HTTP/1.0 200 OK\r\n" + FIVE, 200, "hello"));
        String mixed = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS;
        BY_CASE.put("reuse after HTTP/1.0 + TE chunked", last(mixed, 200, "hello"));
        BY_CASE.put("reuse: HTTP/1.0 with TE", last(mixed, 200, "hello"));
        BY_CASE.put("reuse: 204 with CL > 0", last("HTTP/1.1 204 No Content\r\n" + FIVE, 204, ""));
        BY_CASE.put(
                "reuse: 204 with TE",
                last("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS, 204, ""));
        BY_CASE.put("reuse: several CL fields", refused(OK + "Content-Length: 5\r\n" + FIVE));
        BY_CASE.put("reuse: Connection: close", last(OK + "Connection: close\r\n" + FIVE, 200, "hello"));
    }

    private static void chunks() {
        BY_CASE.put("chunked: \"5 CRLF 01234\" then EOF", refused(CHUNKED + "5\r\n01234"));
        BY_CASE.put("chunked: missing CRLF after chunk data", refused(CHUNKED + "5\r\n012345\r\n56789\r\n0\r\n\r\n"));
        BY_CASE.put("chunked: missing LF after chunk data", refused(CHUNKED + "5\r\n01234\r5\r\n56789\r\n0\r\n\r\n"));
        BY_CASE.put("chunked: chunk size \"whatever\"", refused(CHUNKED + "whatever\r\n01234\r\n0\r\n\r\n"));
        BY_CASE.put("chunked: \"3 CRLF 12\" truncated", refused(CHUNKED + "3\r\n12"));
        BY_CASE.put("chunked: bad trailer line \"stuff\"", refused(CHUNKED + "5\r\nhello\r\n0\r\nstuff\r\n\r\n"));
        BY_CASE.put("chunked: \"0 CRLF CRLF\" only", answered(CHUNKED + "0\r\n\r\n", 200, ""));
        BY_CASE.put("TE: chunk extensions \"5;a=b\"", answered(CHUNKED + "5;a=b\r\nhello\r\n0\r\n\r\n", 200, "hello"));
        BY_CASE.put("TE: chunk size \"2 erf\"", refused(CHUNKED + "2 erf\r\nok\r\n0\r\n\r\n"));
        BY_CASE.put("okhttp: chunk size \"5:x\"", refused(CHUNKED + "5:x\r\nhello\r\n0\r\n\r\n"));
        BY_CASE.put("okhttp: chunk size \"5;x\"", answered(CHUNKED + "5;x\r\nhello\r\n0\r\n\r\n", 200, "hello"));
        BY_CASE.put("okhttp: \"5\" then close", refused(CHUNKED + "5"));
    }

    private static void lengths() {
        String coding = OK + "Transfer-Encoding: ";
        BY_CASE.put("length: TE \",,Chunked,,\"", answered(coding + ",,Chunked,,\r\n\r\n" + CHUNKS, 200, "hello"));
        BY_CASE.put("length: TE \"Chunked,Chunked\"", refused(coding + "Chunked,Chunked\r\n\r\n" + CHUNKS));
        BY_CASE.put("length: TE \"blah\"", refused(coding + "blah\r\n\r\n" + CHUNKS));
        BY_CASE.put("length: TE \"blah, chunked\"", refused(coding + "blah, chunked\r\n\r\n" + CHUNKS));
        BY_CASE.put("length: TE \"Identity\"", refused(coding + "Identity\r\n\r\nhello"));
        BY_CASE.put("TE: \"chunkedchunked\"", refused(coding + "chunkedchunked\r\n\r\n" + CHUNKS));
        BY_CASE.put("length: CL \"whatever\"", refused(OK + "Content-Length: whatever\r\n\r\nhello"));
        BY_CASE.put("length: no TE, no CL", answered(OK + "\r\nhello", 200, "hello"));
        BY_CASE.put("length: several CL fields", refused(OK + "Content-Length: 5\r\n" + FIVE));
        String both = coding + "chunked\r\nContent-Length: 3\r\n\r\n" + CHUNKS;
        BY_CASE.put("length: TE and CL", last(both, 200, "hello"));
        BY_CASE.put("TE chunked + CL", last(both, 200, "hello"));
        BY_CASE.put("CL: no CL, Connection: close", answered(OK + "Connection: close\r\n\r\nhello", 200, "hello"));
        BY_CASE.put(
                "CL: \"Content-Length-X: 0\" next to CL",
                answered(OK + "Content-Length-X: 0\r\n" + FIVE, 200, "hello"));
        String short22 = OK + "Content-Length: 22\r\n\r\n";
        BY_CASE.put("urllib3: CL 22, 12 bytes, close", refused(short22 + "Hello, World"));
        BY_CASE.put("okhttp: CL larger than the body", refused(short22 + "Hello, World"));
        BY_CASE.put("urllib3: HEAD with CL 22", answered(short22, 200, "").to("HEAD"));
    }

    private static void heads() {
        BY_CASE.put("head: obsolete line folding", answered(OK + "X: a\r\n b\r\n" + FIVE, 200, "hello"));
        BY_CASE.put("head: leading space on the first header", refused(OK + " X: a\r\n" + FIVE));
        BY_CASE.put("status/head: \"HTTP/01.1\"", refused("HTTP/01.1 200 OK\r\n" + FIVE));
        BY_CASE.put("status/head: \"HTTP/11.1\"", refused("HTTP/11.1 200 OK\r\n" + FIVE));
        BY_CASE.put("status/head: \"HTTP/5.6\"", refused("HTTP/5.6 200 OK\r\n" + FIVE));
        BY_CASE.put("urllib3: HTTP/0.5 status line", refused("HTTP/0.5 200 OK\r\n" + FIVE));
        BY_CASE.put("status/head: space after the status line start", refused(OK + " Host: foo\r\n" + FIVE));
        BY_CASE.put("status/head: one-digit status", refused("HTTP/1.1 2 A\r\n" + FIVE));
        BY_CASE.put("status/head: \"Foo: 1<CR>Bar: 2\" (CR alone)", refused(OK + "Foo: 1\rBar: 2\r\n" + FIVE));
    }

    /** Rows that have their bytes in the table, and another end than being refused. */
    private static void others() {
        BY_CASE.put("status 600", answered("HTTP/1.1 600 X\r\n" + EMPTY, 600, ""));
        BY_CASE.put("LF only line ends", answered("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok"));
        BY_CASE.put("204 with CL 5", last("HTTP/1.1 204 No Content\r\n" + FIVE, 204, ""));
        BY_CASE.put("205 with CL 5", last("HTTP/1.1 205 Reset\r\n" + FIVE, 205, ""));
    }
}
