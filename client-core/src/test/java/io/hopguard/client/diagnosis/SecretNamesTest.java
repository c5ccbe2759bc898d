package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

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
    void eachTellingWordMakesANameSecretWhereverItStands(String word) {
        for (String name : new String[] {word, "X-" + word + "-Of-Ours", "my" + word}) {
            assertThat(SecretNames.isSecret(name)).as(name).isTrue();
            assertThat(SecretNames.isSecret(name.toUpperCase(Locale.ROOT)))
                    .as(name)
                    .isTrue();
            assertThat(Seen.field(name, "s3cret", "m").value()).as(name).isEqualTo("(present)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Server", "Via", "Retry-After", "X-Request-Id", "traceparent", "Location", "Content-Type"})
    void otherNamesAreNotSecret(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }

    @Test
    void lettersOfANameAreComparedWithoutTheRulesOfALanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(SecretNames.isSecret("X-CREDENTIAL-SIGNATURE")).isTrue();
            assertThat(SecretNames.isSecret("ASSERTION")).isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }
}
