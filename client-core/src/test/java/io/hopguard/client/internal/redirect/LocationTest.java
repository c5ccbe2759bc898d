package io.hopguard.client.internal.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References as servers send them. */
class LocationTest {
    private static final Request BASE =
            Request.builder("GET", "http://a/b/c/d;p?q").build();

    /** The examples of RFC 3986 section 5.4, as far as they are of use in a Location. */
    @ParameterizedTest
    @CsvSource({
        "g, http://a/b/c/g",
        "./g, http://a/b/c/g",
        "g/, http://a/b/c/g/",
        "/g, http://a/g",
        "//g, http://g",
        "?y, http://a/b/c/d;p?y",
        "g?y, http://a/b/c/g?y",
        "g#s, http://a/b/c/g",
        "g?y#s, http://a/b/c/g?y",
        ";x, http://a/b/c/;x",
        "., http://a/b/c/",
        "./, http://a/b/c/",
        ".., http://a/b/",
        "../, http://a/b/",
        "../g, http://a/b/g",
        "../.., http://a/",
        "../../g, http://a/g",
        "../../../g, http://a/g",
        "/./g, http://a/g",
        "/../g, http://a/g",
        "g., http://a/b/c/g.",
        "..g, http://a/b/c/..g",
        "./../g, http://a/b/g",
        "g/./h, http://a/b/c/g/h",
        "g/../h, http://a/b/c/h",
        "g?y/../x, http://a/b/c/g?y/../x",
        "HTTP://h/./x, HTTP://h/x",
    })
    void isResolvedAgainstTheRequest(String reference, String uri) {
        assertThat(Location.resolve(BASE, reference)).isEqualTo(uri);
    }

    @ParameterizedTest
    @CsvSource({"a b, a%20b", "{x}|\"<>^`, %7Bx%7D%7C%22%3C%3E%5E%60", "\u00c3\u00a9, %C3%A9", "%41%zz, %41%zz"})
    void harmlessBytesAreEncoded(String reference, String path) {
        assertThat(Location.resolve(BASE, reference)).isEqualTo("http://a/b/c/" + path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "#s",
                "file:///etc/passwd",
                "javascript:x",
                "g:h",
                "http:g",
                "/\\evil",
                "\\\\evil",
                "/a\r\nX: y",
                "/a\tb",
                "/\u0000",
                "/\u20ac"
            })
    void whatLeadsNowhereIsRefused(String reference) {
        assertThat(Location.resolve(BASE, reference)).isNull();
    }
}
