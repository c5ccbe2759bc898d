package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.Token;
import io.hopguard.client.policy.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials that never change. */
class AuthTest {
    private static final String SECRET = "s3cret";

    private static Rig with(Auth auth) {
        return new Rig().with(b -> b.auth(auth)).then(answers(200));
    }

    private static String sent(Rig rig, int request, String header) {
        List<String> values = rig.transport.requests().get(request).headers().all(header);
        assertThat(values).hasSizeLessThan(2);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The examples of RFC 7617 sections 2 and 2.1. */
    @ParameterizedTest
    @EnumSource
    void basicCredentialsAreSentInUtf8(Mode mode) {
        Rig ascii = with(Auth.basic("Aladdin", "open sesame"));
        mode.send(ascii.client().get("/"));
        assertThat(sent(ascii, 0, "Authorization")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        Rig utf8 = with(Auth.basic("test", "123\u00a3"));
        mode.send(utf8.client().get("/"));
        assertThat(sent(utf8, 0, "Authorization")).isEqualTo("Basic dGVzdDoxMjPCow==");
    }

    @Test
    void aPasswordMayHaveAColonButAUserMayNot() {
        assertThat(Auth.basic("u", "a:b").fixed().first("Authorization")).isEqualTo("Basic dTphOmI=");
        assertThatThrownBy(() -> Auth.basic("s3:cret", "p"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("colon")
                .hasMessageNotContaining("s3:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\r\nX-Evil: 1", "s3cret\n", "\u0000s3cret", "s3\u007fcret", "s3\u0085cret"})
    void controlCharactersAreRefusedWithoutShowingTheSecret(String secret) {
        assertThatThrownBy(() -> Auth.basic("user", secret))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("basic password: control character U+00")
                .hasMessageNotContaining("cret");
        assertThatThrownBy(() -> Auth.basic(secret, ""))
                .hasMessageContaining("basic user: control character")
                .hasMessageNotContaining("cret");
        assertThatThrownBy(() -> Auth.bearer(secret))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("bearer token: illegal character U+00")
                .hasMessageNotContaining("cret");
        assertThatThrownBy(() -> Auth.apiKey("X-Api-Key", secret))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("header X-Api-Key: illegal character U+00")
                .hasMessageNotContaining("cret");
    }

    /** RFC 6750 section 2.1. */
    @ParameterizedTest
    @ValueSource(strings = {"a b", "Bearer abc", "a=b", "=", "", "a,b", "a\"b", "\u00e4", "a\t", " a"})
    void whatIsNoTokenIsRefused(String token) {
        assertThatThrownBy(() -> Auth.bearer(token))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("bearer token: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "AZaz09-._~+/", "mF_9.B5f-4.1JqM", "a=", "a=="})
    void aTokenIsSentAsItIs(String token) {
        Rig rig = with(Auth.bearer(token));
        rig.client().get("/").send();
        assertThat(sent(rig, 0, "Authorization")).isEqualTo("Bearer " + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A\r\nX-Evil", "X A", "X:A", "", "Content-Length"})
    void anApiKeyNeedsAHeaderThatCanBeSent(String name) {
        assertThatThrownBy(() -> Auth.apiKey(name, SECRET))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> Auth.apiKey("X-Api-Key", " ")).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @EnumSource
    void theRequestsOwnHeaderWins(Mode mode) {
        Rig rig = with(Auth.basic("u", "p"));
        mode.send(rig.client().get("/").header("authorization", "Own x"));
        mode.send(rig.client().get("/"));
        assertThat(sent(rig, 0, "Authorization")).isEqualTo("Own x");
        assertThat(sent(rig, 1, "Authorization")).startsWith("Basic ");
    }

    @ParameterizedTest
    @EnumSource
    void theKeyStaysOnItsOriginWhateverItsHeaderIsCalled(Mode mode) {
        Rig rig = new Rig()
                .with(b -> b.auth(Auth.apiKey("X-Tenant", SECRET)).redirects(r -> r.crossOrigin(true)))
                .then(answers(302, "Location", "/same"))
                .then(answers(302, "Location", "http://b.test/"))
                .then(answers(302, "Location", "http://api.test/back"))
                .then(answers(200));
        mode.send(rig.client().get("/"));
        assertThat(sent(rig, 0, "X-Tenant")).isEqualTo(SECRET);
        assertThat(sent(rig, 1, "X-Tenant")).isEqualTo(SECRET);
        assertThat(sent(rig, 2, "X-Tenant")).isNull();
        assertThat(sent(rig, 3, "X-Tenant")).isNull();
    }

    @Test
    void noSecretIsShown() {
        for (Auth auth : List.of(
                Auth.basic(SECRET, SECRET),
                Auth.apiKey("X-Key", SECRET),
                Auth.bearer(SECRET),
                Auth.bearer(() -> Token.of(SECRET)))) {
            Rig rig = with(auth);
            assertThat(rig.client().describe()).contains(auth.toString()).doesNotContain(SECRET);
            assertThat(rig.client().settings().toString()).doesNotContain(SECRET);
            assertThat(auth.toString()).doesNotContain(SECRET);
        }
        assertThat(Token.of(SECRET).toString()).doesNotContain(SECRET);
    }

    @Test
    void credentialsForEveryHostOrTwiceAreRefused() {
        assertThatThrownBy(() ->
                        ResilientClient.builder().auth(Auth.bearer(SECRET)).build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("auth is bearer token; needs baseUri")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> ResilientClient.builder()
                        .baseUri("http://api.test")
                        .header("authorization", SECRET)
                        .auth(Auth.bearer(() -> Token.of(SECRET)))
                        .build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("header is Authorization; auth sets it, too")
                .hasMessageNotContaining(SECRET);
    }
}
