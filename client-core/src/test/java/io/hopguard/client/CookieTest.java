package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.extend.CookieJar;
import io.hopguard.client.http.Request;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which cookies are kept, and where they are sent. */
class CookieTest {
    private final MemoryCookieJar jar = MemoryCookieJar.create();

    private static List<String> sent(Rig rig) {
        return rig.transport.requests().stream()
                .map(request -> String.join("|", request.headers().all("Cookie")))
                .toList();
    }

    private Rig rig() {
        return new Rig().with(b -> b.cookieJar(jar));
    }

    private static Request get(String uri) {
        return Request.builder("GET", uri).build();
    }

    @ParameterizedTest
    @EnumSource
    void withoutAJarNoneAreKept(Mode mode) {
        Rig rig = new Rig().then(answers(503, "Set-Cookie", "a=1")).then(answers(200, "Set-Cookie", "a=1"));
        mode.send(rig.client().get("/"));
        mode.send(rig.client().get("/"));
        assertThat(sent(rig)).containsExactly("", "", "");
    }

    @ParameterizedTest
    @EnumSource
    void aJarServesAttemptsAndCalls(Mode mode) {
        Rig rig = rig().then(answers(503, "Set-Cookie", "a=1", "Set-Cookie", "b=\"x y\"; Path=/"))
                .then(answers(200));
        mode.send(rig.client().get("/"));
        mode.send(rig.client().get("/"));
        assertThat(sent(rig)).containsExactly("", "a=1; b=\"x y\"", "a=1; b=\"x y\"");
    }

    @ParameterizedTest
    @EnumSource
    void theRequestsOwnHeaderWinsButAnswersAreKept(Mode mode) {
        Rig rig = rig().then(answers(200, "Set-Cookie", "a=1"));
        mode.send(rig.client().get("/").header("cookie", "own=1"));
        mode.send(rig.client().get("/").header("cookie", "own=1"));
        mode.send(rig.client().get("/"));
        assertThat(sent(rig)).containsExactly("own=1", "own=1", "a=1");
    }

    @ParameterizedTest
    @EnumSource
    void afterARedirectTheJarDecidesForTheNewTarget(Mode mode) {
        Rig rig = rig().with(b -> b.redirects(r -> r.crossOrigin(true)))
                .then(answers(302, "Set-Cookie", "a=s3cret", "Location", "/same"))
                .then(answers(302, "Location", "http://b.test/"))
                .then(answers(302, "Set-Cookie", "b=2", "Location", "http://b.test/again"))
                .then(answers(200));
        mode.send(rig.client().get("/"));
        assertThat(sent(rig)).containsExactly("", "a=s3cret", "", "b=2");
        assertThat(jar.toString() + rig.client().describe()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandCookiesStayBoundedAndTheNextCallWorks(Mode mode) {
        String[] many = IntStream.range(0, 10_000)
                .boxed()
                .flatMap(i -> List.of("Set-Cookie", "name" + i + "=" + "v".repeat(200)).stream())
                .toArray(String[]::new);
        Rig rig = rig().then(answers(200, many)).then(answers(200));
        mode.send(rig.client().get("/"));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(200);
        assertThat(jar.size()).isEqualTo(50);
        assertThat(sent(rig).get(1)).startsWith("name9950=").hasSizeBetween(6_000, 7_000);
    }

    @ParameterizedTest
    @EnumSource
    void whatAJarOfOnesOwnSaysIsCheckedWithoutShowingIt(Mode mode) {
        CookieJar broken = new CookieJar() {
            @Override
            public String cookiesFor(Request request) {
                return "a=s3cret\r\nX-Evil: 1";
            }

            @Override
            public void keep(Request request, List<String> setCookies) {}
        };
        Rig rig = new Rig().with(b -> b.cookieJar(broken)).then(answers(200));
        assertThat(Rig.failureOf(mode, rig.client().get("/")))
                .isInstanceOf(io.hopguard.client.error.InvalidRequestException.class)
                .hasMessageNotContaining("s3cret");
        assertThat(rig.transport.attempts()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Domain: host-only, above, foreign, badly named, public suffixes (SC-005), addresses.
                "http://a.example.com/ | x=1 | http://a.example.com/ | x=1",
                "http://a.example.com/ | x=1 | http://b.a.example.com/ | ''",
                "http://a.example.com/ | x=1; Domain=.EXAMPLE.com | http://b.example.com/ | x=1",
                "http://a.example.com/ | x=1; Domain=example.com | http://badexample.com/ | ''",
                "http://a.example.com/ | x=1; Domain=b.example.com | http://b.example.com/ | ''",
                "http://a.example.com/ | x=1; Domain= | http://a.example.com/ | x=1",
                "http://a.co.uk/ | x=1; Domain=co.uk | http://b.co.uk/ | ''",
                "http://a.co.uk/ | x=1; Domain=co.uk | http://a.co.uk/ | ''",
                "http://co.uk/ | x=1; Domain=co.uk | http://co.uk/ | x=1",
                "http://co.uk/ | x=1; Domain=co.uk | http://b.co.uk/ | ''",
                "http://a.com/ | x=1; Domain=com | http://b.com/ | ''",
                "http://a.co.uk./ | x=1; Domain=co.uk. | http://b.co.uk./ | ''",
                "http://a.com/ | x=1; Domain=com. | http://b.com/ | ''",
                "http://a.github.io/ | x=1; Domain=github.io | http://b.github.io/ | ''",
                "http://a.foo.ck/ | x=1; Domain=foo.ck | http://b.foo.ck/ | ''",
                "http://a.internal/ | x=1; Domain=internal | http://b.internal/ | ''",
                "http://orders/ | x=1 | http://orders/ | x=1",
                "http://localhost/ | x=1; Domain=localhost | http://localhost/ | x=1",
                "http://127.0.0.1/ | x=1; Domain=0.0.1 | http://127.0.0.1/ | ''",
                "http://127.0.0.1/ | x=1; Domain=127.0.0.1 | http://127.0.0.1/ | x=1",
                // Path.
                "http://a.com/p/q?r=/s/t | x=1 | http://a.com/p/z | x=1",
                "http://a.com/p/q | x=1 | http://a.com/pp | ''",
                "http://a.com/p/q | x=1; Path=p | http://a.com/p | x=1",
                "http://a.com/ | x=1; Path=/p/ | http://a.com/p | ''",
                "http://a.com/ | x=1; Path=/p | http://a.com/p?q | x=1",
                // Secure and prefixes.
                "https://a.com/ | x=1; Secure | http://a.com/ | ''",
                "https://a.com/ | x=1; Secure | https://a.com:8443/ | x=1",
                "http://a.com/ | x=1; Secure | https://a.com/ | ''",
                "https://a.com/ | __Host-x=1; Secure; Path=/ | https://a.com/ | __Host-x=1",
                "https://a.com/ | __Host-x=1; Secure; Path=/; Domain=a.com | https://a.com/ | ''",
                "https://a.com/ | __host-x=1; Path=/ | https://a.com/ | ''",
                "https://a.com/p/q | __Host-x=1; Secure | https://a.com/p/q | ''",
                "https://a.com/ | __Secure-x=1; Secure | https://a.com/ | __Secure-x=1",
                "https://a.com/ | __Secure-x=1 | https://a.com/ | ''",
                // Ends.
                "http://a.com/ | x=1; Max-Age=0 | http://a.com/ | ''",
                "http://a.com/ | x=1; Max-Age=-1 | http://a.com/ | ''",
                "http://a.com/ | x=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT | http://a.com/ | x=1",
                "http://a.com/ | x=1; Max-Age=99999999999999999999 | http://a.com/ | x=1",
                "http://a.com/ | x=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT | http://a.com/ | ''",
                "http://a.com/ | x=1; Expires=Thursday, 01-Jan-70 00:00:00 GMT | http://a.com/ | ''",
                "http://a.com/ | x=1; Expires=garbage | http://a.com/ | x=1",
                // Values.
                "http://a.com/ | x=a=b | http://a.com/ | x=a=b",
                "http://a.com/ | x= | http://a.com/ | x=",
                "http://a.com/ | =1 | http://a.com/ | ''",
                "http://a.com/ | x | http://a.com/ | ''",
                "http://a.com/ | x=\"a;b\" | http://a.com/ | x=\"a",
            })
    void theRulesOfRfc6265Hold(String from, String field, String to, String expected) {
        jar.keep(get(from), List.of(field));
        assertThat(jar.cookiesFor(get(to))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"http://a.com/, x=evil", "http://b.a.com/, x=evil; Domain=a.com"})
    void whatComesInTheClearDoesNotCoverWhatCameUnderTls(String from, String field) {
        jar.keep(get("https://a.com/"), List.of("x=good; Secure; Domain=a.com"));
        jar.keep(get(from), List.of(field));
        assertThat(jar.cookiesFor(get("https://a.com/"))).isEqualTo("x=good");
    }

    @ParameterizedTest
    @EnumSource
    void longerPathsComeFirstThenOlderCookies(Mode mode) {
        jar.keep(get("http://api.test/"), List.of("a=1", "b=1; Path=/p", "c=1", "a=2", "big=" + "x".repeat(5_000)));
        Rig rig = rig().then(answers(200));
        mode.send(rig.client().get("/p/q"));
        assertThat(sent(rig)).containsExactly("b=1; a=2; c=1");
        jar.clear();
        assertThat(jar.size()).isZero();
    }
}
