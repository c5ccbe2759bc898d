package io.hopguard.client.internal.redirect;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.fuzz.Fuzz;
import io.hopguard.client.fuzz.Growth;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What strangers write into Location. */
class LocationFuzzTest {
    private static final Request FROM = Request.builder("GET", "https://a.test/x/y?z=1")
            .headers(Headers.of("Authorization", "s3cret", "Accept", "*/*"))
            .build();
    private static final RedirectRules SAME_ORIGIN = new RedirectRules(false, false, new SecretHeaders(Set.of()));
    private static final RedirectRules ANY_ORIGIN = new RedirectRules(true, true, new SecretHeaders(Set.of()));

    /** Neither a fragment nor a backslash, and no dots that lead up. */
    private static final Pattern SAFE = Pattern.compile("/(?![^?]*/\\.\\.?([/?]|$))[!-~&&[^#\\\\]]*+");

    private static Request next(RedirectRules rules, String location) {
        return rules.next(FROM, Response.of(302, Headers.received("Location", location), new byte[0]));
    }

    @Test
    void aRedirectLeadsSomewhereSafeOrNowhere() {
        Fuzz.of(
                        "/new",
                        "../up?q=1#f",
                        "?only",
                        "//b.test/x",
                        "https://a.test/again",
                        "https://b.test:8443/./a/../b",
                        "http://a.test/",
                        "https://user:pass@a.test/",
                        "https:\\\\b.test",
                        "javascript:alert(1)",
                        "/caf\u00c3\u00a9 \"x\"",
                        "https://a.test@b.test/",
                        "///b.test")
                .run(60_000, LocationFuzzTest::check);
    }

    private static void check(String location) {
        Request same = next(SAME_ORIGIN, location);
        if (same != null) {
            assertThat(same.target()).isEqualTo(FROM.target());
            assertThat(same.headers()).isEqualTo(FROM.headers());
            assertSafe(same);
        }
        Request any = next(ANY_ORIGIN, location);
        if (any != null) {
            assertThat(any.target().secure()).as("no downgrade").isTrue();
            assertThat(any.headers().contains("Authorization"))
                    .isEqualTo(any.target().equals(FROM.target()));
            assertSafe(any);
        }
    }

    private static void assertSafe(Request request) {
        assertThat(SAFE.matcher(request.path()).matches()).as(request.path()).isTrue();
        assertThat(request.method()).isEqualTo("GET");
    }

    @Test
    void nothingTakesMoreThanLinearTime() {
        Growth.isLinear(text -> next(ANY_ORIGIN, text), "", "/", "https://b.test", "https://b.test/", "?");
    }
}
