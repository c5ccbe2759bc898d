package io.hopguard.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.codec.Jackson2Codec;
import io.hopguard.client.codec.Jackson3Codec;
import io.hopguard.client.error.BodyDecodeException;
import io.hopguard.client.error.EmptyBodyException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.UnexpectedContentException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Response;
import io.hopguard.client.http.TypeRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From a response to the value that was asked for. */
class BodyReaderTest {
    private static final String JSON = "application/json";
    private static final List<BodyCodec> CODECS = List.of(new Jackson3Codec(), new Jackson2Codec());

    /** What the tests read. */
    record Order(int id, String name) {}

    static Stream<Arguments> codecs() {
        return CODECS.stream().flatMap(codec -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, codec)));
    }

    private static RequestSpec answered(BodyCodec codec, int status, byte[] body, String type) {
        Headers headers = type == null ? Headers.empty() : Headers.received("Content-Type", type);
        return new Rig()
                .with(builder -> builder.codec(codec))
                .then(exchange -> Response.of(status, headers, body))
                .client()
                .get("/orders/{id}", 42);
    }

    private static RequestSpec answered(BodyCodec codec, String body, String type) {
        return answered(codec, 200, body.getBytes(UTF_8), type);
    }

    private static HopguardException failure(Mode mode, RequestSpec spec) {
        return Assertions.catchThrowableOfType(HopguardException.class, () -> mode.fetch(spec, Order.class));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void jsonIsRead(Mode mode, BodyCodec codec) {
        String json = "{\"id\":42,\"name\":\"\u00e4\",\"unknown\":1}";
        assertThat(mode.fetch(answered(codec, json, JSON), Order.class)).isEqualTo(new Order(42, "\u00e4"));
        assertThat(mode.fetch(answered(codec, json, "application/hal+json; charset=UTF-8"), Order.class)
                        .id())
                .isEqualTo(42);
        assertThat(mode.fetch(answered(codec, json, null), Order.class).id()).isEqualTo(42);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void genericTypesAreRead(Mode mode, BodyCodec codec) {
        RequestSpec spec = answered(codec, "[{\"id\":1,\"name\":\"a\"}]", JSON);
        TypeRef<List<Order>> type = new TypeRef<>() {};
        List<Order> orders = mode == Mode.BLOCKING ? spec.fetch(type) : Mode.result(spec.fetchAsync(type));
        assertThat(orders).containsExactly(new Order(1, "a"));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void theCharsetIsHonoured(Mode mode, BodyCodec codec) {
        byte[] body = "{\"id\":1,\"name\":\"\u00e4\"}".getBytes(ISO_8859_1);
        RequestSpec spec = answered(codec, 200, body, "application/json; charset=\"ISO-8859-1\"");
        assertThat(mode.fetch(spec, Order.class).name()).isEqualTo("\u00e4");
        assertThat(mode.fetch(
                        answered(codec, 200, "\u00e4".getBytes(ISO_8859_1), "text/plain;charset=iso-8859-1"),
                        String.class))
                .isEqualTo("\u00e4");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void anUnknownCharsetIsSaidToBeUnknown(Mode mode, BodyCodec codec) {
        assertThat(failure(mode, answered(codec, "{}", "application/json; charset=klingon")))
                .isExactlyInstanceOf(UnexpectedContentException.class)
                .hasMessageContaining("klingon");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void aPageWhereJsonWasExpectedIsNamedByItsTitleAlone(Mode mode, BodyCodec codec) {
        String page = "<html><!-- in front --><TITLE\r\n>Welcome\r\n \u202e to\u0000nginx!</Title>" + " ".repeat(50)
                + "x".repeat(1_000);
        HopguardException failure = failure(mode, answered(codec, page, "text/html"));
        assertThat(failure)
                .isExactlyInstanceOf(UnexpectedContentException.class)
                .hasMessageContaining("'text/html' came where application/json was asked for")
                .hasMessageContaining(": " + page.getBytes(UTF_8).length + " bytes, a page titled 'Welcome to nginx!'")
                .hasMessageNotContaining("in front")
                .hasMessageNotContaining("xxx")
                .hasMessageNotContaining("\n");
        assertThat(((UnexpectedContentException) failure).bodyText()).isEqualTo(page);
        assertThat(failure.phase()).isEqualTo(Phase.DECODE);
        assertThat(failure.attempts()).hasSize(1);
        assertThat(failure(mode, answered(codec, page, null)))
                .hasMessageContaining("markup came")
                .hasMessageContaining("titled 'Welcome to nginx!'");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void ofContentWithoutATitleNothingButTypeAndLengthIsShown(Mode mode, BodyCodec codec) {
        for (String body : List.of("", "hidden", "<html>hidden", "<title>hidden", "<title> \n</title>hidden")) {
            assertThat(failure(mode, answered(codec, body + " ", "text/html")))
                    .hasMessageEndingWith("was asked for: " + (body.length() + 1) + " bytes")
                    .hasMessageNotContaining("hidden");
        }
        assertThat(failure(mode, answered(codec, "<title>hidden</title>", "text/plain")))
                .hasMessageEndingWith("'text/plain' came where application/json was asked for: 21 bytes")
                .hasMessageNotContaining("hidden");
        assertThat(failure(mode, answered(codec, "hidden", "application/json; charset=klingon")))
                .hasMessageEndingWith(": 6 bytes")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aLongTitleIsCutAndOneFarBelowIsNotLookedFor() {
        BodyCodec codec = CODECS.get(0);
        String title = "<title>" + "t".repeat(1_000) + "</title>";
        assertThat(failure(Mode.BLOCKING, answered(codec, title, "text/html; charset=utf-8")))
                .hasMessageContaining("titled '" + "t".repeat(100) + "...'");
        assertThat(failure(Mode.BLOCKING, answered(codec, " ".repeat(5_000) + title, "application/xhtml+xml")))
                .hasMessageNotContaining("titled");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void noBodyAndNullAreNoValues(Mode mode, BodyCodec codec) {
        assertThat(failure(mode, answered(codec, "", JSON)))
                .isExactlyInstanceOf(EmptyBodyException.class)
                .hasMessageContaining("status 200 without a body");
        assertThat(failure(mode, answered(codec, 204, new byte[0], null))).hasMessageContaining("status 204 without");
        assertThat(failure(mode, answered(codec, " null ", JSON)))
                .isExactlyInstanceOf(EmptyBodyException.class)
                .hasMessageContaining("the body says null");
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void badJsonIsNamedAndKeptButNotShown(Mode mode, BodyCodec codec) {
        for (String json : List.of("{\"id\":", "{\"id\":\"x\"}", "oops", "[1,2]", "{\"id\":1}}")) {
            HopguardException failure = failure(mode, answered(codec, json, JSON));
            assertThat(failure)
                    .as(json)
                    .isExactlyInstanceOf(BodyDecodeException.class)
                    .hasMessageContaining("the body could not be read as");
            assertThat(failure.getMessage()).doesNotContain(json);
            assertThat(((BodyDecodeException) failure).bodyText()).isEqualTo(json);
            assertThat(failure.getCause()).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void rawTypesTakeAnyContent(Mode mode, BodyCodec codec) {
        assertThat(mode.fetch(answered(codec, "<html>", "text/html"), String.class))
                .isEqualTo("<html>");
        assertThat(mode.fetch(answered(codec, "x", null), byte[].class)).containsExactly('x');
        assertThat(mode.fetch(answered(codec, "", null), Response.class).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatCannotBeWrittenIsNamed(Mode mode, BodyCodec codec) {
        Object loop = new Object() {
            @SuppressWarnings("unused")
            public Object getSelf() {
                return this;
            }
        };
        HopguardException failure = Assertions.catchThrowableOfType(
                HopguardException.class,
                () -> mode.send(answered(codec, "", JSON).json(loop)));
        assertThat(failure.code()).isEqualTo("request_body");
        assertThat(failure).hasMessageContaining(loop.getClass().getName());
    }

    @Test
    void valuesAreAskedForByTheirMediaType() {
        Rig rig = new Rig().then(ScriptedTransport.says(200, "{}", "Content-Type", JSON));
        rig.client().get("/").fetch(Map.class);
        rig.client().get("/").header("Accept", "x/y").fetch(Map.class);
        rig.client().get("/").fetch(String.class);
        assertThat(rig.transport.requests())
                .extracting(request -> request.headers().all("Accept"))
                .containsExactly(List.of(JSON), List.of("x/y"), List.of());
    }
}
