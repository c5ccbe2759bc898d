package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.http.Request;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From templates, variables and parameters to what is on the request line. */
class RequestUriTest {

    private static Request sent(Function<ResilientClient, RequestSpec> call) {
        Rig rig =
                new Rig().with(builder -> builder.baseUri("http://api.test/v1")).then(ScriptedTransport.answers(200));
        call.apply(rig.client()).send();
        return rig.transport.requests().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "a b, a%20b",
        "a/b, a%2Fb",
        "50%, 50%25",
        "ä€, %C3%A4%E2%82%AC",
        "a?b#c&d=e, a%3Fb%23c%26d%3De",
        "-._~, -._~",
        "'a+b,c;d', a%2Bb%2Cc%3Bd"
    })
    void valuesAreEncodedInPathAndQuery(String value, String encoded) {
        assertThat(sent(client -> client.get("/orders/{id}", value)).path()).isEqualTo("/v1/orders/" + encoded);
        assertThat(sent(client -> client.get("/o").query("q", value)).path()).isEqualTo("/v1/o?q=" + encoded);
        assertThat(sent(client -> client.get("/o?q={q}", value)).path()).isEqualTo("/v1/o?q=" + encoded);
    }

    @Test
    void namedAndPositionalVariablesCanBeMixed() {
        Request request = sent(client -> client.get("/a/{x}/b/{y}", 1).path("y", Optional.of(2)));
        assertThat(request.path()).isEqualTo("/v1/a/1/b/2");
        assertThat(request.route()).isEqualTo("/a/{x}/b/{y}");
    }

    @Test
    void queryParametersRepeatInOrder() {
        Request request = sent(client -> client.get("/o?fixed=1")
                .query("id", 1, 2)
                .query("id", List.of(3, 4))
                .query("e", ""));
        assertThat(request.path()).isEqualTo("/v1/o?fixed=1&id=1&id=2&id=3&id=4&e=");
    }

    @Test
    void aFragmentIsNotSent() {
        assertThat(sent(client -> client.get("/o#part")).path()).isEqualTo("/v1/o");
    }

    private static Arguments bad(Object value) {
        return Arguments.of(value);
    }

    static Stream<Arguments> unusableValues() {
        return Stream.of(
                bad(null), bad(Optional.empty()), bad(""), bad("."), bad(".."), bad(List.of("a")), bad(new int[] {1}));
    }

    @ParameterizedTest
    @MethodSource("unusableValues")
    void aVariableThatCannotBeUsedIsNamed(Object value) {
        assertRefused("variable {id}", client -> client.get("/orders/{id}").path("id", value));
    }

    @Test
    void missingSurplusAndUnknownVariablesAreNamed() {
        assertRefused("variable {id} has no value", client -> client.get("/orders/{id}"));
        assertRefused("2 values for 1 variables [id]", client -> client.get("/orders/{id}", 1, 2));
        assertRefused(
                "has no variable {other}",
                client -> client.get("/orders/{id}", 1).path("other", 2));
        assertRefused("no variable name at position 8", client -> client.get("/orders/{", 1));
        assertRefused(
                "query parameter 'q' has no value", client -> client.get("/o").query("q", (Object) null));
        assertRefused(
                "query parameter 'q' has no value", client -> client.get("/o").query("q", Arrays.asList(1, null)));
    }

    @Test
    void emptyValuesAreFineInTheQuery() {
        assertThat(sent(client -> client.get("/o?q={q}", "")).path()).isEqualTo("/v1/o?q=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.test/", "https://evil.test", "//evil.test/x", "HTTP://evil.test/"})
    void referencesThatLeadElsewhereAreRefused(String reference) {
        assertRefused("an absolute reference was given", client -> client.get(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\\b", "/a\r\nHost: x", "/\u00e4", "/%zz", "/a%4"})
    void literalsThatAreNoUriAreRefused(String template) {
        assertRefused("illegal character", client -> client.get(template));
    }

    @Test
    void aUriInAParameterIsNotAnAbsoluteReference() {
        assertThat(sent(client -> client.get("/go?to=http://x.test/")).path()).isEqualTo("/v1/go?to=http://x.test/");
    }

    @Test
    void badMethodsAndTimeoutsAreRefused() {
        assertRefused("method: 'GE T' is not a token", client -> client.request("GE T", "/o"));
        assertRefused("CONNECT makes a tunnel", client -> client.request("CONNECT", "/o"));
        assertRefused("timeout: 0 ms", client -> client.get("/o").timeout(Duration.ZERO));
        assertRefused("idempotency key", client -> client.post("/o").idempotencyKey(" "));
        assertRefused("idempotency key", client -> client.post("/o").idempotencyKey("k".repeat(256)));
    }

    @Test
    void aClientWithoutBaseUriTakesAbsoluteUrisOnly() {
        Rig rig = new Rig().with(builder -> builder.baseUri(null)).then(ScriptedTransport.answers(200));
        rig.client().request("GET", URI.create("https://x.test:8443/a?b=c")).send();
        Request request = rig.transport.requests().get(0);
        assertThat(request.uri()).hasToString("https://x.test:8443/a?b=c");
        assertThat(request.shownTarget()).isEqualTo("https://x.test:8443/a?b=***");
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> rig.client().get("/a").send())
                .withMessageContaining("a relative reference");
    }

    private static void assertRefused(String message, Function<ResilientClient, RequestSpec> call) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> sent(call))
                .withMessageContaining(message);
    }
}
