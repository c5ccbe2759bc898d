package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that must not be sent, or not as others have sent them. */
final class SecurityOfRequests {
    private static final List<String> ODD = List.of(
            "http://a@b:c@d/",
            "http://user:p@ss@host.test/",
            "http://user@host.test/",
            "http://@host.test/",
            "http://a%2Fb/",
            "http://a%40b/",
            "http://127.0.0.1[@evil.example",
            "http://[@evil.example/",
            "http://a.test\\@evil.example/",
            "http://a.test\\.evil.example/",
            "http://a.test:80:90/",
            "http://a.test:/",
            "http://a.test:65536/",
            "http://[2001:d\u06608::1]/",
            "http://a test/",
            "http:///x",
            "http:a.test/",
            "file:///etc/passwd");

    private SecurityOfRequests() {}

    private static Rig rig() {
        return new Rig().with(builder -> builder.baseUri(null)).then(ScriptedTransport.answers(200));
    }

    static void oddAuthoritiesAreRefused() {
        for (String uri : ODD) {
            Rig rig = rig();
            assertThat(catchThrowableOfType(
                            HopguardException.class, () -> rig.client().get(uri).send()))
                    .as(uri)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageNotContaining("p@ss");
            assertThat(rig.transport.attempts()).as(uri).isZero();
        }
    }

    static void anAbsoluteUriDoesNotLeaveTheBaseUri() {
        for (String uri : List.of(
                "https://evil.test/", "HTTP://evil.test", "//evil.test/x", "\\\\evil.test", "http:\\\\evil.test")) {
            Rig rig = new Rig().then(ScriptedTransport.answers(200));
            assertThat(catchThrowableOfType(
                            HopguardException.class, () -> rig.client().get(uri).send()))
                    .as(uri)
                    .isInstanceOf(InvalidRequestException.class);
            assertThat(rig.transport.attempts()).as(uri).isZero();
        }
    }

    static void valuesWithLineEndsAreRefusedAndNotShown() {
        for (String end : List.of("\r\nX-Evil: 1", "\n", "\r", "\0", "\u007f", "\u00e9", "\u010d\u010a", "\u001b[2J")) {
            Rig rig = rig();
            InvalidRequestException refused = catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> rig.client()
                            .get("http://a.test/")
                            .header("Authorization", "Bearer s3cret" + end)
                            .send());
            assertThat(refused)
                    .hasMessageContaining("Authorization")
                    .hasMessageNotContaining("s3cret")
                    .hasMessageMatching("[ -~]+");
            assertThat(rig.transport.attempts()).isZero();
        }
    }

    static void namesThatAreNoTokensAreRefused() {
        for (String name : List.of("X-A\r\nX-Evil", "X A", "X:A", "", " X", "X\t", "X\0", "\u00c4", "X(")) {
            Rig rig = rig();
            assertThat(catchThrowableOfType(
                            InvalidRequestException.class,
                            () -> rig.client()
                                    .get("http://a.test/")
                                    .header(name, "1")
                                    .send()))
                    .as(name)
                    .hasMessageMatching("[ -~]+");
            assertThat(rig.transport.attempts()).isZero();
        }
    }

    static void aRequestThatIsUsedAgainSendsItsNewBody() {
        Rig rig = new Rig();
        rig.then(rig.transport.reading(ScriptedTransport.answers(200)));
        RequestSpec put = rig.client().put("/orders/{id}", 1).text("first");
        put.send();
        put.text("second").send();
        put.send();
        assertThat(rig.transport.bodies())
                .extracting(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .containsExactly("first", "second", "second");
    }
}
