package io.hopguard.client;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.Token;
import org.junit.jupiter.api.Test;

/** What a client says about itself. */
class DescribeTest {

    @Test
    void itNamesTheEffectiveValues() {
        String text = new Rig()
                .with(builder -> builder.name("orders")
                        .baseUri("https://api.test/v1/")
                        .timeouts(t ->
                                t.total(ofSeconds(5)).attempt(ofMillis(1_500)).budgetMargin(ofMillis(25)))
                        .retry(r -> r.maxAttempts(4).backoff(ofMillis(70), ofSeconds(1)))
                        .retryBudget(b -> b.ratio(0.2).reserve(7))
                        .circuitBreaker(
                                b -> b.enabled(true).failureRateThreshold(40).openFor(ofSeconds(9)))
                        .bulkhead(b -> b.maxConcurrentCalls(80))
                        .redirects(r -> r.maxRedirects(3))
                        .callInterceptor((request, chain) -> chain.proceed(request))
                        .listener(new CallListener() {})
                        .listener(new CallListener() {}, Runnable::run))
                .client()
                .describe();
        assertThat(text)
                .contains("orders, base URI https://api.test/v1")
                .containsPattern("listeners: +1 told by threads of their own, 1 by executors of yours")
                .containsPattern("diagnosis: +the products that Hopguard knows")
                .contains("within 5 s; an attempt that another may follow within 1.5 s")
                .contains("less 25 ms, in X-Timeout-Budget-Ms")
                .contains("up to 4 attempts; back-off 70 ms doubling to 1 s, full jitter")
                .contains("[408, 425, 429, 502, 503, 504]")
                .contains("0.2 x calls + 2.0 x successes + 7")
                .contains("opens at 40 % failures of the last 50 attempts (at least 20), for 9 s, then 3 probes")
                .contains("80 calls at once; others wait up to 5 s")
                .contains("of safe requests up to 3, on the same origin")
                .contains("at most 80 for each target, 256 in all")
                .contains(
                        "Guard > Identify > Observe call > Decode > Admit > Call interceptor > Redirect > Retry > Breaker > Tell id > Budget > Diagnose > Transport");
    }

    @Test
    void whatIsOffIsSaidToBeOffAndIsNotInThePipeline() {
        String text = new Rig()
                .with(builder -> builder.retry(r -> r.off())
                        .retryBudget(b -> b.off())
                        .bulkhead(b -> b.off())
                        .redirects(r -> r.off())
                        .budgetHeader(null))
                .client()
                .describe();
        assertThat(text)
                .containsPattern("retry: +off")
                .containsPattern("retry budget: +off")
                .containsPattern("circuit breaker: +off")
                .containsPattern("bulkhead: +off")
                .containsPattern("listeners: +none")
                .containsPattern("redirects: +off")
                .contains("is not told the time left")
                .contains("Guard > Identify > Observe call > Decode > Retry > Tell id > Budget > Diagnose > Transport");
    }

    @Test
    void tokensAndCookiesHaveTheirPlaceInThePipeline() {
        String text = new Rig()
                .with(builder ->
                        builder.auth(Auth.bearer(() -> Token.of("s3cret"))).cookieJar(MemoryCookieJar.create()))
                .client()
                .describe();
        assertThat(text)
                .containsPattern("auth: +bearer tokens from a source")
                .containsPattern("cookies: +in a jar")
                .contains("Admit > Redirect > Auth > Retry > Cookies > Tell id > Budget > Diagnose > Transport");
    }

    @Test
    void secretsInHeadersAreNotShown() {
        String text = new Rig()
                .with(builder -> builder.header("Authorization", "Bearer s3cret"))
                .client()
                .describe();
        assertThat(text).contains("[Authorization]").doesNotContain("s3cret");
    }
}
