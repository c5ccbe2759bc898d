package io.hopguard.client.codec;

import io.hopguard.client.http.MediaType;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Turns values into bodies and back. Implementations are thread-safe. */
public interface BodyCodec {
    /**
     * What it writes.
     *
     * @return the value for Content-Type and Accept, for example {@code application/json}
     */
    String contentType();

    /**
     * Whether it reads a kind of body.
     *
     * @param contentType what the response names, or null when it names none
     * @return true when {@link #decode(byte[], Type)} may be tried
     */
    boolean reads(@Nullable MediaType contentType);

    /**
     * Writes a value.
     *
     * @param value the value
     * @return its bytes
     * @throws Exception when it cannot be written; reported as a
     *     {@link io.hopguard.client.error.RequestBodyException}
     */
    byte[] encode(Object value) throws Exception;

    /**
     * Reads a value.
     *
     * @param body the bytes, in UTF-8 where they are text
     * @param type what is wanted
     * @return the value, or null when the body says null
     * @throws Exception when it cannot be read; reported as a {@link io.hopguard.client.error.BodyDecodeException}
     */
    @Nullable
    Object decode(byte[] body, Type type) throws Exception;

    /**
     * Reads a large value bit by bit, so that the end of the call can end it: the stream then fails, and the exception may
     * be passed on as it is. By default reads all and calls {@link #decode(byte[], Type)}.
     *
     * @param body the bytes, in UTF-8 where they are text
     * @param type what is wanted
     * @return the value, or null when the body says null
     * @throws Exception when it cannot be read; reported as a {@link io.hopguard.client.error.BodyDecodeException}
     */
    default @Nullable Object decode(InputStream body, Type type) throws Exception {
        return decode(body.readAllBytes(), type);
    }

    /**
     * JSON through whichever Jackson is on the class path, version 3 first, with its default settings.
     *
     * @return the codec, or null when there is neither
     */
    static @Nullable BodyCodec detected() {
        ClassLoader loader = BodyCodec.class.getClassLoader();
        if (present("tools.jackson.databind.json.JsonMapper", loader)) {
            return new Jackson3Codec();
        }
        return present("com.fasterxml.jackson.databind.ObjectMapper", loader) ? new Jackson2Codec() : null;
    }

    private static boolean present(String className, ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
