package io.hopguard.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ArrivedTest {
    private static Arrived arrived(String text) {
        return Arrived.in(ByteBuffer.allocate(200).put(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aGetIsWholeAtTheEndOfItsHead() {
        assertThat(arrived("GET /a/b HTTP/1.1\r\nHost: x\r\n\r")).isNull();
        assertThat(arrived("GET /a/b HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(new Arrived("/a/b"));
    }

    @Test
    void aPostIsWholeAtTheEndOfItsBody() {
        assertThat(arrived("POST /a HTTP/1.1\r\ncontent-LENGTH: 3\r\n\r\n{}")).isNull();
        assertThat(arrived("POST /a HTTP/1.1\r\ncontent-LENGTH: 3\r\n\r\n{} ")).isEqualTo(new Arrived("/a"));
    }
}
