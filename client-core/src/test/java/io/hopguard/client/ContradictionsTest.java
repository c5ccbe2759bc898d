package io.hopguard.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.wire.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Configurations that cannot work are refused when the client is built: property, value and fix are named. */
class ContradictionsTest {

    private static Arguments rule(String message, Consumer<ResilientClientBuilder> change) {
        return Arguments.of(message, change);
    }

    static Stream<Arguments> wrongValues() {
        return Stream.of(
                rule("timeouts.total is 0 ms; must be more than 0", b -> b.timeouts(t -> t.total(ZERO))),
                rule("timeouts.attempt is 0 ms; must be more than 0", b -> b.timeouts(t -> t.attempt(ZERO))),
                rule("timeouts.lease is 0 ms; must be more than 0", b -> b.timeouts(t -> t.lease(ZERO))),
                rule("timeouts.connect is -1 ms; must be more than 0", b -> b.timeouts(t -> t.connect(ofMillis(-1)))),
                rule("timeouts.tls is 0 ms; must be more than 0", b -> b.timeouts(t -> t.tls(ZERO))),
                rule("timeouts.idle is 0 ms; must be more than 0", b -> b.timeouts(t -> t.idle(ZERO))),
                rule("timeouts.minAttempt is -1 ms; must not be", b -> b.timeouts(t -> t.minAttempt(ofMillis(-1)))),
                rule("timeouts.budgetMargin is -1 ms; must not", b -> b.timeouts(t -> t.budgetMargin(ofMillis(-1)))));
    }

    static Stream<Arguments> otherWrongValues() {
        return Stream.of(
                rule("retry.maxAttempts is 0; must be at least 1", b -> b.retry(r -> r.maxAttempts(0))),
                rule("retry.baseDelay is 0 ms; must be more", b -> b.retry(r -> r.backoff(ZERO, ofSeconds(1)))),
                rule("retry.statuses is [200]; must be statuses of", b -> b.retry(r -> r.statuses(Set.of(200)))),
                rule("retryBudget.ratio is -0.1; must be from 0", b -> b.retryBudget(r -> r.ratio(-0.1))),
                rule("retryBudget.ratio is NaN; must be from 0", b -> b.retryBudget(r -> r.ratio(Double.NaN))),
                rule("retryBudget.perSuccess is -1.0; must be from 0", b -> b.retryBudget(r -> r.perSuccess(-1))),
                rule("retryBudget.reserve is -1; must be at least", b -> b.retryBudget(r -> r.reserve(-1))),
                rule(
                        "circuitBreaker.failureRateThreshold is 0; must be a percentage",
                        b -> b.circuitBreaker(c -> c.failureRateThreshold(0))),
                rule(
                        "circuitBreaker.slidingWindowSize is 1; must be at least 2",
                        b -> b.circuitBreaker(c -> c.slidingWindowSize(1).minimumNumberOfCalls(1))),
                rule("circuitBreaker.minimumNumberOfCalls is 0", b -> b.circuitBreaker(c -> c.minimumNumberOfCalls(0))),
                rule(
                        "circuitBreaker.openFor is 0 ms; must be at least 1 ms",
                        b -> b.circuitBreaker(c -> c.openFor(ZERO))),
                rule(
                        "circuitBreaker.openFor is 999999 ns; must be at least 1 ms",
                        b -> b.circuitBreaker(c -> c.openFor(ofNanos(999_999)))),
                rule("circuitBreaker.halfOpenCalls is 0; must be", b -> b.circuitBreaker(c -> c.halfOpenCalls(0))),
                rule("bulkhead.maxConcurrentCalls is 0; must be", b -> b.bulkhead(c -> c.maxConcurrentCalls(0))),
                rule("bulkhead.maxWait is -1 ms; must not be", b -> b.bulkhead(c -> c.maxWait(ofMillis(-1)))),
                rule("userAgent is ''; give a name", b -> b.userAgent("")),
                rule(
                        "userAgent is not shown; header User-Agent: illegal character U+000A",
                        b -> b.userAgent("a\nX: 1")),
                rule("limits.maxBodyBytes is 0; must be at least 1", b -> b.limits(l -> l.maxBodyBytes(0))),
                rule("limits.maxHeaders is 0; must be at least 1", b -> b.limits(l -> l.maxHeaders(0))),
                rule("connections.keepAlive is 0 ms; must be more", b -> b.connections(c -> c.keepAlive(ZERO))),
                rule("proxy.uri is ftp://x; must be an http proxy", b -> b.proxy(p -> p.uri("ftp://x"))),
                rule("proxy.noProxy is ///; must be", b -> b.proxy(p -> p.noProxy("///"))),
                rule("baseUri is ftp://x; URI: must start with http:// or https://", b -> b.baseUri("ftp://x")),
                rule("baseUri is not shown, it may hold a secret; it has a query", b -> b.baseUri("http://x/?a=b")));
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                rule(
                        "timeouts.attempt is 6 s; must not be more than timeouts.total, which is 5 s; lower it or",
                        b -> b.timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(6)))),
                rule("timeouts.lease is 20 s; must not be more than", b -> b.timeouts(t -> t.lease(ofSeconds(20)))),
                rule("timeouts.connect is 20 s; must not be more", b -> b.timeouts(t -> t.connect(ofSeconds(20)))),
                rule("timeouts.tls is 20 s; must not be more than", b -> b.timeouts(t -> t.tls(ofSeconds(20)))),
                rule("timeouts.idle is 20 s; must not be more than", b -> b.timeouts(t -> t.idle(ofSeconds(20)))),
                rule("timeouts.minAttempt is 20 s; must not", b -> b.timeouts(t -> t.minAttempt(ofSeconds(20)))),
                rule(
                        "timeouts.budgetMargin is 10 s; must be less than timeouts.total, which is 10 s",
                        b -> b.timeouts(t -> t.budgetMargin(ofSeconds(10)))),
                rule(
                        "retry.baseDelay is 10 s; no retry could fit into timeouts.total, which is 10 s",
                        b -> b.retry(r -> r.backoff(ofSeconds(10), ofSeconds(20)))),
                rule(
                        "retry.maxDelay is 50 ms; must not be less than retry.baseDelay, which is 100 ms",
                        b -> b.retry(r -> r.backoff(ofMillis(100), ofMillis(50)))),
                rule(
                        "circuitBreaker.minimumNumberOfCalls is 20; must not be more than circuitBreaker.slidingWindowSize",
                        b -> b.circuitBreaker(c -> c.slidingWindowSize(10))),
                rule(
                        "connections.maxPerTarget is 5; must not be less than bulkhead.maxConcurrentCalls, which is 64",
                        b -> b.connections(c -> c.maxPerTarget(5))),
                rule(
                        "addressGuard is set beside a proxy; the names of targets behind the proxy are resolved by",
                        b -> b.addressGuard(AddressGuard.publicOnly()).proxy(p -> p.uri("http://proxy.test:1"))),
                rule(
                        "connections.maxTotal is 5; must not be less than connections.maxPerTarget, which is 64",
                        b -> b.connections(c -> c.maxTotal(5))),
                rule("tls.reloadEvery is -1 ms; must not be less", b -> b.tls(t -> t.reloadEvery(ofMillis(-1)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"wrongValues", "otherWrongValues", "contradictions"})
    void propertyValueAndFixAreNamed(String message, Consumer<ResilientClientBuilder> change) {
        assertThat(refusal(change).problems()).singleElement().asString().startsWith(message);
    }

    @Test
    void filesForTlsContradictAContextAndOneAnother(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("a.pem"), Certificates.with().make().pemCertificate());
        SSLContext context = SSLContext.getDefault();
        assertThat(refusal(b -> b.sslContext(context).tls(t -> t.trust(file))).problems())
                .singleElement()
                .asString()
                .startsWith("sslContext is given together with files of tls; give one of them");
        assertThat(refusal(b -> b.tls(t -> t.trust(file).trustAlso(file))).problems())
                .singleElement()
                .asString()
                .startsWith("tls.trustAlso is " + file + "; adds to the JDK's trust, which tls.trust replaces");
        assertThat(refusal(b -> b.tls(t -> t.certificates(file))).problems())
                .singleElement()
                .asString()
                .startsWith("tls.certificates is " + file + "; is a chain without a key; give tls.key");
    }

    @Test
    void severalProblemsAreToldAtOnce() {
        InvalidConfigurationException refusal = refusal(builder ->
                builder.baseUri("api.test").retry(r -> r.maxAttempts(0)).timeouts(t -> t.idle(ZERO)));
        assertThat(refusal.problems()).hasSize(3);
        assertThat(refusal)
                .hasMessageContaining("baseUri is api.test; ")
                .hasMessageContaining("\n  retry.maxAttempts is 0; ")
                .hasMessageContaining("timeouts.idle is 0 ms; ");
    }

    @Test
    void defaultsFollowAShortTotal() {
        assertThat(new Rig()
                        .with(builder -> builder.timeouts(t -> t.total(ofMillis(200))))
                        .client()
                        .describe())
                .contains("within 200 ms; an attempt that another may follow within 200 ms");
    }

    /** Told 0, the next hop would refuse every request. */
    @Test
    void theMarginThatNobodySetLeavesTimeForTheNextHop() {
        Rig rig = new Rig()
                .with(builder -> builder.timeouts(t -> t.total(ofMillis(10))).retry(r -> r.off()))
                .then(ScriptedTransport.answers(200));
        rig.client().get("/").send();
        assertThat(rig.transport.exchanges().get(0).run().budgetValue()).isEqualTo("9");
    }

    private static InvalidConfigurationException refusal(Consumer<ResilientClientBuilder> change) {
        Rig rig = new Rig().with(change);
        return Assertions.catchThrowableOfType(InvalidConfigurationException.class, rig::client);
    }

    @Test
    void aBreakerMayBeOpenForLongerThanAnyClockCounts() {
        ResilientClient.builder()
                .circuitBreaker(c -> c.openFor(ofSeconds(Long.MAX_VALUE)))
                .build()
                .close();
    }
}
