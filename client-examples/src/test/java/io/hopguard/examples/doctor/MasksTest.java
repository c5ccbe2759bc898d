package io.hopguard.examples.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://h/p | http://h/p",
                "http://h/p?a=s3cret&b=s3cret | http://h/p?a=***&b=***",
                "http://h/p?s3cret | http://h/p?***",
                "http://h/p?a=s3cret#s3cret | http://h/p?a=***",
                "http://u:s3cret@h/p | http://***@h/p",
                "http://h/?$1=s3cret&& | http://h/?$1=***&&"
            })
    void valuesOfQueriesAndCredentialsAreHidden(String url, String shown) {
        assertThat(Masks.url(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Set-Cookie | sid=s3cret; Path=/; HttpOnly | sid=***; Path=/; HttpOnly",
                "Set-Cookie | s3cret | ***",
                "set-cookie | ; a=s3cret | ***",
                "X-Api-Key | s3cret | ***",
                "X-Session-Id | s3cret | ***",
                "WWW-Authenticate | Digest nonce=\"s3cret\" | Digest ***",
                "Location | /next?token=s3cret | /next?token=***",
                "Server | nginx | nginx"
            })
    void secretsInHeadersAreHidden(String name, String value, String shown) {
        assertThat(Masks.header(name, value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key",
                "token",
                "secret",
                "auth",
                "cookie",
                "session",
                "pass",
                "pwd",
                "jwt",
                "assertion",
                "credential",
                "signature",
                "dpop",
                "cert",
                "csrf",
                "xsrf",
                "bearer"
            })
    void headersWhoseNamesTellOfSecretsAreHidden(String word) {
        assertThat(Masks.header("X-" + word.toUpperCase(Locale.ROOT) + "-Of-Ours", "s3cret"))
                .isEqualTo("***");
    }

    @Test
    void nothingSteersTheTerminalOrTurnsText() {
        assertThat(Masks.clean("a\u001b[31m\u009b2J\u202eb\u2028c\r\nd")).isEqualTo("a?[31m?2J?b?c??d");
        assertThat(Masks.clean("x".repeat(10_000))).hasSizeLessThan(500);
    }
}
