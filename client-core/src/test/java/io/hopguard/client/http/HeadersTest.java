package io.hopguard.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hopguard.client.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which header fields may be sent. */
class HeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3cret\r\nX: y",
                "s3cret\ny",
                "s3cret\ry",
                "s3cret\0",
                "s3cret\u00e4",
                "s3cret\u007f",
                "s3cret\u010a"
            })
    void valuesThatCouldSmuggleAreRefusedWithoutShowingThem(String value) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Headers.of("Authorization", value))
                .withMessageContaining("header Authorization: illegal character U+")
                .withMessageContaining("at position 6")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X Y", "X:", "X\r\nY", "\u00c4", "X\0", "(x)"})
    void namesThatAreNoTokensAreRefused(String name) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Headers.of(name, "v"))
                .withMessageContaining("is not a token")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer-encoding", "Expect", "Upgrade", "TE"})
    void fieldsThatFrameTheMessageAreRefused(String name) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Headers.of(name, "1"))
                .withMessageContaining("is set by the client");
    }

    @Test
    void aMissingValueIsRefused() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Headers.empty().plus("X", null))
                .withMessageContaining("header X: the value is null");
    }

    @Test
    void namesAreCaseInsensitiveAndFieldsKeepTheirOrder() {
        Headers headers = Headers.of("A", "1", "b", "2", "a", "3");
        assertThat(headers.all("A")).containsExactly("1", "3");
        assertThat(headers.first("B")).isEqualTo("2");
        assertThat(headers.with("A", "4").all("a")).containsExactly("4");
        assertThat(headers.without("a").size()).isOne();
    }

    @Test
    void valuesAreNotShown() {
        assertThat(Headers.of("Authorization", "s3cret")).hasToString("[Authorization]");
    }

    @Test
    void surroundingSpaceIsCutAndTabsInsideAreFine() {
        assertThat(Headers.of("X", " a\tb ").first("X")).isEqualTo("a\tb");
    }
}
