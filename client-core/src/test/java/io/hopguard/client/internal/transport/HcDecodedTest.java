package io.hopguard.client.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Codings that are well-formed and yet not to be trusted. */
class HcDecodedTest {
    private static byte[] decoded(byte[] wire, String coding) throws IOException {
        try (HcDecoded in = new HcDecoded(new ByteArrayInputStream(wire), List.of(coding), 100)) {
            return in.readAllBytes();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    /** The JDK takes "needs a dictionary" for the end. */
    @Test
    void aBodyThatNeedsADictionaryIsNotAnEmptyOne() {
        Deflater deflater = new Deflater();
        deflater.setDictionary("an agreed dictionary".getBytes(StandardCharsets.US_ASCII));
        deflater.setInput("an agreed text".getBytes(StandardCharsets.US_ASCII));
        deflater.finish();
        byte[] coded = new byte[100];
        byte[] wire = Arrays.copyOf(coded, deflater.deflate(coded));
        deflater.end();
        assertThatThrownBy(() -> decoded(wire, "deflate")).isInstanceOf(HcDecoded.Broken.class);
    }

    /** The JDK calls itself for each of them, one inside the other. */
    @Test
    void emptyMembersWithoutEndAreRefusedBeforeTheStackIsFull() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 200_000; i++) {
            wire.writeBytes(gzip(""));
        }
        wire.writeBytes(gzip("end"));
        // A later JDK may manage without; none may run out of stack.
        assertThat(catchThrowable(() -> decoded(wire.toByteArray(), "gzip")))
                .matches(end -> end == null || end instanceof HcDecoded.Broken);
    }

    @Test
    void someEmptyMembersAreNothingSpecial() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            wire.writeBytes(gzip(""));
            wire.writeBytes(gzip("a"));
        }
        assertThat(decoded(wire.toByteArray(), "gzip")).hasSize(20);
    }
}
