package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static io.hopguard.client.ScriptedTransport.answers;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.ServiceUnavailableException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.policy.Jitter;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which redirects are followed, and what becomes of the call. */
class RedirectTest {

    private static Rig redirecting(int status, String location) {
        return new Rig().then(answers(status, "Location", location)).then(answers(200));
    }

    private static List<String> uris(Rig rig) {
        return rig.transport.requests().stream()
                .map(request -> request.method() + " " + request.uri())
                .toList();
    }

    static Stream<Arguments> methods() {
        return Stream.of("GET", "HEAD", "OPTIONS", "QUERY", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
                .flatMap(method -> Stream.of(300, 301, 302, 303, 304, 305, 307, 308)
                        .flatMap(status -> Stream.of(Mode.values()).map(mode -> Arguments.of(mode, method, status))));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void onlySafeRequestsAreRedirected(Mode mode, String method, int status) {
        Rig rig = redirecting(status, "/new");
        Response response = mode.send(rig.client().request(method, "/old"));
        boolean follows = Set.of("GET", "HEAD", "OPTIONS", "QUERY", "PROPFIND").contains(method)
                && Set.of(301, 302, 303, 307, 308).contains(status);
        String next = status == 303 && !method.equals("HEAD") ? "GET" : method;
        assertThat(response.status()).isEqualTo(follows ? 200 : status);
        assertThat(uris(rig))
                .isEqualTo(
                        follows
                                ? List.of(method + " http://api.test/old", next + " http://api.test/new")
                                : List.of(method + " http://api.test/old"));
    }

    /** What follows a POST and a PUT: the method, and whether with the body; nothing where the redirect is handed out. */
    @ParameterizedTest
    @CsvSource({
        "POST,301,GET,false", "POST,302,GET,false", "POST,303,GET,false", "POST,307,POST,true", "POST,308,POST,true",
        "PUT,301,,false", "PUT,302,,false", "PUT,303,GET,false", "PUT,307,PUT,true", "PUT,308,PUT,true"
    })
    void whereItIsAllowedUnsafeRequestsAreRedirectedAsTheStatusSays(
            String method, int status, String next, boolean body) {
        Rig rig = redirecting(status, "/new").with(b -> b.redirects(r -> r.unsafeMethods(true)));
        rig.client().request(method, "/old").idempotencyKey().text("12.00 EUR").send();
        List<Request> sent = rig.transport.requests();
        assertThat(sent).hasSize(next == null ? 1 : 2);
        if (next != null) {
            assertThat(sent.get(1).method()).isEqualTo(next);
            assertThat(sent.get(1).body() != null).isEqualTo(body);
            assertThat(sent.get(1).headers().contains(Request.IDEMPOTENCY_KEY)).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void aBodyNeverGoesToAnotherOriginWhateverIsAllowed(int status) {
        Rig rig = redirecting(status, "http://other.test/")
                .with(b -> b.redirects(r -> r.unsafeMethods(true).crossOrigin(true)));
        assertThat(rig.client().post("/old").text("12.00 EUR").send().status()).isEqualTo(status);
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void whatHasNoUsableLocationIsHandedOut(Mode mode) {
        for (String location : List.of(
                "http://user:pw@api.test/", "http://", "//", "http://api.test:99999/", "/%zz", "ftp://api.test/")) {
            Rig rig = redirecting(302, location);
            assertThat(mode.send(rig.client().get("/")).status()).as(location).isEqualTo(302);
        }
        Rig none = new Rig().then(answers(302)).then(answers(200));
        assertThat(mode.send(none.client().get("/")).status()).isEqualTo(302);
        Rig two =
                new Rig().then(answers(302, "Location", "/a", "Location", "/a")).then(answers(200));
        assertThat(mode.send(two.client().get("/")).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource
    void theSameOriginMayBeWrittenInAnotherWay(Mode mode) {
        for (String location : List.of("HTTP://API.test:80/x", "http://api.test/x#part", "//api.test/x", "x")) {
            Rig rig = redirecting(301, location);
            mode.send(rig.client()
                    .get("/")
                    .header("Authorization", "Bearer s3cret")
                    .header("traceparent", "00-1"));
            assertThat(uris(rig)).as(location).last().isEqualTo("GET http://api.test/x");
            assertThat(rig.transport.requests().get(1).headers())
                    .isEqualTo(rig.transport.requests().get(0).headers());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pastTheLimitTheLastRedirectIsHandedOutAndNothingIsTriedTwice(Mode mode) {
        Rig rig = new Rig().then(answers(302, "Location", "/again")).with(b -> b.redirects(r -> r.maxRedirects(3)));
        Response response = mode.send(rig.client().get("/"));
        assertThat(response.status()).isEqualTo(302);
        assertThat(rig.transport.attempts()).isEqualTo(4);
        assertThat(response.attempts()).hasSize(4);
        assertThat(rig.time.parked()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void switchedOffNoneIsFollowed(Mode mode) {
        Rig rig = redirecting(302, "/new").with(b -> b.redirects(r -> r.off()));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource
    void eachRedirectHasItsOwnRetriesWhoseBackOffBeginsAnew(Mode mode) {
        Rig rig = new Rig()
                .with(b -> b.retry(r -> r.jitter(Jitter.NONE)))
                .then(answers(503))
                .then(answers(503))
                .then(answers(302, "Location", "/new?key=s3cret"))
                .then(answers(503));
        assertThat(mode.send(rig.client().get("/old")).gaveUp()).isEqualTo(GaveUp.ATTEMPTS_EXHAUSTED);
        assertThat(rig.transport.attempts()).isEqualTo(6);
        assertThat(rig.time.parked()).containsExactly(ofMillis(100), ofMillis(200), ofMillis(100), ofMillis(200));
    }

    @ParameterizedTest
    @EnumSource
    void theStoryTellsTheAttemptsOfAllRedirectsAndNoQueryValue(Mode mode) {
        Rig rig = new Rig()
                .with(b -> b.retry(r -> r.maxAttempts(2)))
                .then(answers(302, "Location", "/new?key=s3cret"))
                .then(answers(503));
        Response response = mode.send(rig.client().get("/old"));
        assertThat(response.attempts()).extracting(a -> a.number()).containsExactly(1, 1, 2);
        assertThat(response.attempts()).extracting(a -> a.status()).containsExactly(302, 503, 503);
        assertThat(response.failure())
                .isInstanceOf(ServiceUnavailableException.class)
                .hasMessageContaining("GET /old failed after 3 attempts")
                .hasMessageContaining("[1: 302, 0 ms; redirected; 1: 503, 0 ms; wait 50 ms; 2: 503, 0 ms]")
                .hasMessageNotContaining("s3cret");
        assertThat(response.failure().attempts()).isEqualTo(response.attempts());
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAfterRedirectsHasTheirAttempts(Mode mode) {
        Rig rig = new Rig()
                .with(b -> b.retry(r -> r.off()))
                .then(answers(302, "Location", "/new?key=s3cret"))
                .then(Fault.LOST);
        HopguardException failure = failureOf(mode, rig.client().get("/old"));
        assertThat(failure.attempts()).hasSize(2);
        assertThat(failure)
                .hasMessageContaining("[1: 302, 0 ms; redirected; 1: ")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @EnumSource
    void oneDeadlineIsOverAllRedirects(Mode mode) {
        Rig rig = new Rig()
                .with(b -> b.timeouts(t -> t.total(ofMillis(250))))
                .thenAfter(ofMillis(121), answers(302, "Location", "/again"));
        HopguardException failure = failureOf(mode, rig.client().get("/"));
        assertThat(failure).isInstanceOf(DeadlineExceededException.class);
        assertThat(failure.attempts()).extracting(a -> a.status()).containsExactly(302, 302);
        assertThat(failure.details().sent()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterOnARedirectIsNotWaitedFor(Mode mode) {
        Rig rig = new Rig()
                .then(answers(301, "Location", "/new", "Retry-After", "5"))
                .then(answers(200));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(200);
        assertThat(rig.time.parked()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aBodyGoesAlongOnlyWhereItCanBeSentAgainAndTheStatusKeepsIt(Mode mode) {
        RequestBody once = RequestBody.stream(InputStream.nullInputStream(), -1, "text/plain");
        for (int status : new int[] {303, 307}) {
            Rig rig = redirecting(status, "/new");
            mode.send(rig.client().request("QUERY", "/").text("q"));
            assertThat(rig.transport.attempts()).isEqualTo(2);
            assertThat(rig.transport.requests().get(1).body() != null).isEqualTo(status == 307);
        }
        Rig rig = new Rig();
        rig.then(rig.transport.reading(answers(307, "Location", "/new"))).then(answers(200));
        assertThat(mode.send(rig.client().request("QUERY", "/").body(once)).status())
                .isEqualTo(307);
    }

    private static Rig abroad(String... locations) {
        Rig rig = new Rig().with(b -> b.redirects(r -> r.crossOrigin(true).secretHeaders(Set.of("X-Tenant"))));
        Stream.of(locations).forEach(location -> rig.then(answers(307, "Location", location)));
        return rig.then(answers(200));
    }

    @ParameterizedTest
    @EnumSource
    void onceAbroadSecretsAreNotSentAgainEvenBackHome(Mode mode) {
        Rig rig = abroad("http://b.test/1", "/2", "http://api.test/3")
                .with(b -> b.header("X-Session-Id", "s3cret")
                        .attemptInterceptor((request, chain) -> chain.proceed(request.toBuilder()
                                .header("Authorization", "Bearer s3cret")
                                .build())));
        mode.send(rig.client()
                .get("/")
                .header("X-TENANT", "s3cret")
                .header("Api-Key", "s3cret")
                .header("Host", "s3cret")
                .header("traceparent", "00-1"));
        assertThat(uris(rig))
                .containsExactly(
                        "GET http://api.test/", "GET http://b.test/1", "GET http://b.test/2", "GET http://api.test/3");
        List<Request> requests = rig.transport.requests();
        assertThat(requests.get(0).headers().contains("Authorization")).isTrue();
        assertThat(requests.subList(1, 4))
                .allSatisfy(request -> assertThat(request.headers().toMap()).containsOnlyKeys("traceparent"));
    }

    @ParameterizedTest
    @EnumSource
    void aBodyNeverGoesAbroad(Mode mode) {
        Rig rig = abroad("http://b.test/");
        assertThat(mode.send(rig.client().request("QUERY", "/").text("q")).status())
                .isEqualTo(307);
        assertThat(rig.transport.attempts()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void httpsIsNeverLeftForHttp(Mode mode) {
        Rig rig = abroad("http://api.test/").with(b -> b.baseUri("https://api.test"));
        assertThat(mode.send(rig.client().get("/")).status()).isEqualTo(307);
    }

    @Test
    void valuesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> ResilientClient.builder()
                        .redirects(r -> r.maxRedirects(0).secretHeaders(Set.of("X Tenant")))
                        .build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("redirects.maxRedirects is 0; must be from 1 to 20")
                .hasMessageContaining("redirects.secretHeaders is [x tenant]");
    }
}
