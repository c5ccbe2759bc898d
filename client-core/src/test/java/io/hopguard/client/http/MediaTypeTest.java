package io.hopguard.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Content-Type says. */
class MediaTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            nullValues = "none",
            value = {
                "text/html                                       | text/html | none",
                "Text/HTML;Charset=UTF-8                         | text/html | UTF-8",
                "text/html ; charset=utf-8 ; x=y                 | text/html | utf-8",
                "text/html;\tcharset=utf-8\t;x=y                 | text/html | utf-8",
                "text/html;;; charset=utf-8;                     | text/html | utf-8",
                "text/html; charset=\"utf-8\"                    | text/html | utf-8",
                "text/html; charset=\"ut\\f\\-8\"                | text/html | utf-8",
                // A parameter is not what stands inside another one's quoted string.
                "text/html; x=\"a; charset=utf-16\"              | text/html | none",
                "text/html; x=\"a; charset=utf-16\"; charset=b   | text/html | b",
                "text/html; x=\"\\\"; charset=utf-16\"; charset=b | text/html | b",
                "text/html; x=\"\\\\\"; charset=b                | text/html | b",
                "multipart/mixed; boundary=\"a;b\"; charset=c    | multipart/mixed | c",
                "multipart/mixed; boundary=\"a/b=c\"             | multipart/mixed | none",
                // The first one counts.
                "text/html; charset=a; charset=b                 | text/html | a",
                // Not the grammar: passed over, and never an exception.
                "text/html; charset                              | text/html | none",
                "text/html; charset; charset=b                   | text/html | b",
                "text/html; charset =utf-8                       | text/html | none",
                "text/html; xcharset=utf-8                       | text/html | none",
                "text/html; =utf-8; charset=b                    | text/html | b",
                "text/html; charset=\"utf-8                       | text/html | utf-8",
                "text/html; x=\"a; charset=utf-8                  | text/html | none",
                "text/html; charset=\"a\"b; charset=c             | text/html | a",
                "text/html; x=\"\\                               | text/html | none",
            })
    void theFirstCharsetOutsideOfQuotesIsTheCharset(String value, String essence, String charset) {
        assertThat(MediaType.parse(value)).isEqualTo(new MediaType(essence, charset));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "; charset=utf-8", "text", "text/", "/html", "text; x=\"a/b\"", "\"a;b\"/c"})
    void whatHasNoTypeAndSubtypeIsNone(String value) {
        assertThat(MediaType.parse(value)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, UTF-8",
        "latin1, ISO-8859-1",
        "ISO_8859-1:1987, ISO-8859-1",
        "UTF_16, UTF-16",
    })
    void knownNamesAreFound(String name, String expected) {
        assertThat(new MediaType("text/plain", name).charset()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "klingon", "'utf-8'", "utf-8 ", "utf 8", "-utf-8", "utf-8\u0000", "\u212ati", "{}"})
    void otherNamesAreUnknown(String name) {
        assertThat(new MediaType("text/plain", name).charset()).isNull();
    }

    @Test
    void aNameIsUnknownHoweverLong() {
        assertThat(new MediaType("text/plain", "x".repeat(40)).charset()).isNull();
        assertThat(new MediaType("text/plain", "x".repeat(8_000_000)).charset()).isNull();
        assertThat(new MediaType("text/plain", null).charset()).isEqualTo(StandardCharsets.UTF_8);
    }
}
