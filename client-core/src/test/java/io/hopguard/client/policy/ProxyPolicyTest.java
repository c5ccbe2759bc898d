package io.hopguard.client.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.http.Target;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a proxy's configuration, and that it never shows a password. */
class ProxyPolicyTest {
    private static final Target HTTP = Target.of("http://api.test/");
    private static final Target HTTPS = Target.of("https://api.test/");

    private static ProxyPolicy environment(Map<String, String> variables) {
        return ProxyPolicy.builder().fromEnvironment(variables).build();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(ProxyPolicy policy) {
        Problems problems = new Problems();
        policy.check(problems);
        problems.throwIfAny();
    }

    @Test
    void byDefaultThereIsNoProxy() {
        assertThat(ProxyPolicy.builder().build().on(HTTP)).isNull();
        assertThat(environment(Map.of()).anySet()).isFalse();
    }

    @Test
    void eachSchemeHasItsProxyInTheEnvironmentWithItsOwnCredentials() {
        ProxyPolicy policy = environment(Map.of(
                "http_proxy", "http://one:pw1@plain.test:3128", "https_proxy", "http://two:pw2@secure.test:3129"));
        check(policy);
        assertThat(policy.on(HTTP)).isEqualTo(new ProxyEndpoint(Target.of("http://plain.test:3128"), basic("one:pw1")));
        assertThat(policy.on(HTTPS))
                .isEqualTo(new ProxyEndpoint(Target.of("http://secure.test:3129"), basic("two:pw2")));
    }

    @ParameterizedTest
    @CsvSource({
        "http_proxy, HTTP_PROXY, HTTP, a.test",
        "HTTP_PROXY, x, HTTP, a.test",
        "https_proxy, HTTPS_PROXY, HTTPS, a.test",
        "HTTPS_PROXY, REQUEST_METHOD, HTTPS, a.test",
        "HTTP_PROXY, REQUEST_METHOD, HTTP, ",
        "http_proxy, REQUEST_METHOD, HTTP, a.test",
    })
    void lowerCaseIsReadFirstAndHttpProxyNotInCgi(String name, String other, String scheme, String expected) {
        ProxyEndpoint proxy =
                environment(Map.of(name, "a.test:3128", other, "b.test:3128")).on(scheme.equals("HTTP") ? HTTP : HTTPS);
        assertThat(proxy == null ? null : proxy.address().host()).isEqualTo(expected);
    }

    @Test
    void whatNoProxyOfTheEnvironmentDoesNotSayInAKnownFormIsLeftOut() {
        ProxyPolicy policy = environment(Map.of("https_proxy", "p.test:1", "NO_PROXY", "api.test,10.0.0.0/99"));
        check(policy);
        assertThat(policy.noProxy()).containsExactly("api.test");
        assertThat(policy.on(HTTPS)).isNull();
    }

    @Test
    void userAndPasswordAreDecodedAndMayBeGivenApart() {
        assertThat(ProxyPolicy.builder()
                        .uri("http://us%40er:p%3Aw+%2f@p.test:1/")
                        .build()
                        .on(HTTP)
                        .authorization())
                .isEqualTo(basic("us@er:p:w+/"));
        assertThat(ProxyPolicy.builder()
                        .uri("http://p.test:1")
                        .basicAuth("us", "p:\u00e4")
                        .build()
                        .on(HTTP)
                        .authorization())
                .isEqualTo(basic("us:p:\u00e4"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.test:3128",
                "socks5://proxy.test",
                "https://u:hunter2@proxy.test:3128",
                "http://u:hunter2@proxy.test:99999",
                "http://u:hunter2/x@proxy.test:1",
                "http://u:hunter2@proxy.test:1/path",
                "http://u:%zzhunter2@proxy.test:1",
                "http://u:hunter2@",
                "http://hunter2:x",
                "http://@proxy.test:1",
                "http://u:hunter2@x@proxy.test:1"
            })
    void anUnusableUriIsAProblemThatShowsNoPassword(String uri) {
        ProxyPolicy policy = ProxyPolicy.builder().uri(uri).build();
        assertThatThrownBy(() -> check(policy))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("proxy.uri is ")
                .satisfies(
                        e -> assertThat(uri.indexOf('@') >= 0 && e.getMessage().contains("hunter2"))
                                .isFalse());
    }

    @Test
    void aProxyBehindTlsIsRefusedWithTheFix() {
        assertThatThrownBy(() -> check(environment(Map.of("https_proxy", "https://proxy.test:3128"))))
                .hasMessageContaining(
                        "https_proxy is https://proxy.test:3128; TLS to the proxy itself is not supported;"
                                + " give its http:// port");
    }

    @Test
    void credentialsWithoutTheirProxyOrTwiceAreProblems() {
        assertThatThrownBy(() -> check(ProxyPolicy.builder()
                        .basicAuth("u", "hunter2")
                        .fromEnvironment(Map.of("http_proxy", "http://p.test:1"))
                        .build()))
                .hasMessageContaining("proxy.basicAuth is set; it is for the proxy of proxy.uri")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> check(ProxyPolicy.builder()
                        .uri("http://v:hunter2@p.test:1")
                        .basicAuth("u", "hunter2")
                        .build()))
                .hasMessageContaining("leave one of them out")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> check(ProxyPolicy.builder()
                        .uri("http://p.test:1")
                        .basicAuth("u:v", "hunter2")
                        .build()))
                .hasMessageContaining("proxy.basicAuth is not shown; the user must not")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anEntryThatMeansNothingIsAProblem() {
        assertThatThrownBy(() -> check(
                        ProxyPolicy.builder().noProxy("a.test,10.0.0.0/33").build()))
                .hasMessageContaining("proxy.noProxy is 10.0.0.0/33; must be");
    }

    @Test
    void nothingThatCanBePrintedHoldsThePassword() {
        ProxyPolicy policy =
                ProxyPolicy.builder().uri("http://u:hunter2@p.test:1").build();
        assertThat(policy + " " + policy.http() + " " + policy.https())
                .contains("http://p.test:1 with credentials")
                .doesNotContain("hunter2")
                .doesNotContain(basic("u:hunter2").substring(6));
    }
}
