package io.hopguard.client;

import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.http.MediaType;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads any body into a word, and takes its time: a step for a small one, and for each piece of a large one. */
record SlowCodec(Step step) implements BodyCodec {
    private static final int PIECE = 256;

    /** What takes the time. */
    @FunctionalInterface
    interface Step {
        void take() throws InterruptedException;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public boolean reads(@Nullable MediaType contentType) {
        return true;
    }

    @Override
    public byte[] encode(Object value) {
        return new byte[0];
    }

    @Override
    public Object decode(byte[] body, Type type) throws Exception {
        step.take();
        return "value";
    }

    @Override
    public Object decode(InputStream body, Type type) throws Exception {
        byte[] piece = new byte[PIECE];
        while (body.read(piece) >= 0) {
            step.take();
        }
        return "value";
    }
}
