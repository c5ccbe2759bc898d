package io.hopguard.client.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Request;
import io.hopguard.client.policy.MeterPolicy;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes and methods have a name of their own. */
class RouteNamesTest {
    private final RouteNames names = new RouteNames(3, 3);

    private static Request request(String method, String route) {
        return Request.builder(method, "http://api.test/").route(route).build();
    }

    private String name(String route) {
        return names.of(request("GET", route));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders",
                "/v12/orders",
                "/V2",
                "/v123",
                "/a1/b2",
                "/caf%C3%A9s%20open",
                "http://127.0.0.1:8080/orders",
                "http://127.0.0.1:8080",
                "/",
                ""
            })
    void aPathOfWordsIsItself(String route) {
        assertThat(name(route)).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/42",
                "/orders/42/lines",
                "/o/a1b2",
                "/d/2026-03-01",
                "/x/f47ac10b-58cc-4372-a567-0e02b2c3d479",
                "/v12x",
                "/v2024",
                "/xv12",
                "http://api.test/orders/42",
                "42"
            })
    void aPathWithAnIdentifierIsOther(String route) {
        assertThat(name(route)).isEqualTo("other");
    }

    @Test
    void aTemplateMayHoldDigits() {
        assertThat(name("/tenant42/{id}")).isEqualTo("/tenant42/{id}");
    }

    @Test
    void noRouteIsNone() {
        assertThat(name(null)).isEqualTo("none");
    }

    @Test
    void pairsOfPathAndMethodAreBoundedAndKnownOnesStay() {
        assertThat(names.of(request("GET", "/a"))).isEqualTo("/a");
        assertThat(names.of(request("PUT", "/a"))).isEqualTo("/a");
        assertThat(names.of(request("BREW", "/a"))).isEqualTo("/a");
        assertThat(names.of(request("FRY", "/a"))).as("also other").isEqualTo("/a");
        assertThat(names.of(request("POST", "/a"))).isEqualTo("other");
        assertThat(names.of(request("GET", "/b"))).isEqualTo("other");
        assertThat(names.of(request("PUT", "/a"))).isEqualTo("/a");
    }

    @Test
    void templatesAreBoundedAlsoWhenManyComeAtOnce() {
        long named = IntStream.range(0, 1_000)
                .parallel()
                .mapToObj(i -> name("/r" + i + "/{id}"))
                .filter(name -> !name.equals("other"))
                .distinct()
                .count();
        assertThat(named).isEqualTo(3);
    }

    @Test
    void methodsThatHttpKnowsAreThemselves() {
        assertThat(RouteNames.method("QUERY")).isEqualTo("QUERY");
        assertThat(RouteNames.method("get")).isEqualTo("other");
        assertThat(RouteNames.method("BREW")).isEqualTo("other");
        assertThat(RouteNames.isKnown("QUERY")).isTrue();
        assertThat(RouteNames.isKnown("BREW")).isFalse();
    }

    @Test
    void theLimitsAreThoseOfMetersUnlessOthersAreGiven() {
        RouteNames usual = new RouteNames();
        MeterPolicy policy = MeterPolicy.builder().build();
        IntStream.range(0, 200).forEach(i -> usual.of(request("GET", "/r" + i + "/{id}")));
        assertThat(usual.of(request("GET", "/r" + (policy.maxTemplates() - 1) + "/{id}")))
                .isNotEqualTo("other");
        assertThat(usual.of(request("GET", "/r" + policy.maxTemplates() + "/{id}")))
                .isEqualTo("other");
    }
}
