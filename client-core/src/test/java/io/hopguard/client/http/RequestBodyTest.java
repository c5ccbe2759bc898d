package io.hopguard.client.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.hopguard.client.error.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bodies put on the wire. */
class RequestBodyTest {

    private static String written(RequestBody body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        if (body.contentLength() >= 0) {
            assertThat(body.contentLength()).isEqualTo(out.size());
        }
        return out.toString(UTF_8);
    }

    @Test
    void aMultipartBodyIsExactToTheByte() throws IOException {
        MultipartBody body = MultipartBody.builder()
                .field("na\"me", "v\u00e4lue")
                .file("file", "a\r\n\"b\".txt", RequestBody.text("hello"))
                .build();
        String boundary = body.contentType().replace("multipart/form-data; boundary=", "");
        assertThat(written(body))
                .isEqualTo(
                        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"na%22me\"\r\n\r\nv\u00e4lue\r\n"
                                + "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\";"
                                + " filename=\"a%0D%0A%22b%22.txt\"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nhello\r\n"
                                + "--" + boundary + "--\r\n");
        assertThat(body.replayable()).isTrue();
    }

    @Test
    void aMultipartBodyIsAsReplayableAndAsLongAsItsParts() {
        RequestBody oneShot = RequestBody.stream(new ByteArrayInputStream(new byte[1]), -1, null);
        MultipartBody body = MultipartBody.builder().file("f", "n", oneShot).build();
        assertThat(body.contentLength()).isEqualTo(-1);
        assertThat(body.replayable()).isTrue();
        assertThat(MultipartBody.builder().field("a", "b").build().contentType())
                .isNotEqualTo(body.contentType());
    }

    @Test
    void aMultipartBodyNeedsPartsAndSafeTypes() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> MultipartBody.builder().build())
                .withMessageContaining("has no parts");
        RequestBody smuggler = RequestBody.bytes(new byte[0], "text/plain\r\nX: y");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> MultipartBody.builder().file("f", "n", smuggler))
                .withMessageContaining("illegal character");
    }

    @Test
    void formsAreEncoded() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a b", "c&d=e");
        fields.put("list", List.of(1, 2));
        fields.put("umlaut", "\u00e4");
        RequestBody form = RequestBody.form(fields);
        assertThat(written(form)).isEqualTo("a%20b=c%26d%3De&list=1&list=2&umlaut=%C3%A4");
        assertThat(form.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(written(RequestBody.form(Map.of()))).isEmpty();
    }

    @Test
    void aFieldWithoutValueIsRefused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RequestBody.form(Collections.singletonMap("f", null)))
                .withMessageContaining("'f' has no value");
    }

    @Test
    void aStreamIsReadOnce() throws IOException {
        RequestBody body = RequestBody.stream(new ByteArrayInputStream("x".getBytes(UTF_8)), 1, null);
        assertThat(body.replayable()).isTrue();
        assertThat(written(body)).isEqualTo("x");
        assertThat(body.replayable()).isFalse();
        assertThatIOException().isThrownBy(() -> written(body)).withMessageContaining("read already");
    }

    @Test
    void whatIsNoFileIsRefused(@TempDir Path folder) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> RequestBody.file(folder, null))
                .withMessageContaining("is not a file that can be read");
    }
}
