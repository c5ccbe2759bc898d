package io.hopguard.benchmarks.peer;

import java.util.function.Function;

/** The clients that are compared, in the order in which they are told. */
public enum PeerKind {
    HTTPCLIENT(
            "HttpClient 5",
            "bare, the body by `EntityUtils`",
            url -> new HttpClientPeer(url, HttpClientReading::byEntityUtils)),

    HTTPCLIENT_LENGTH(
            "HttpClient 5, by length",
            "bare, the body read into as many bytes as its `Content-Length` says",
            url -> new HttpClientPeer(url, HttpClientReading::byContentLength)),

    HTTPCLIENT_RESILIENCE4J(
            "HttpClient 5 + resilience4j",
            "`Retry.ofDefaults` (3 attempts, 500 ms apart), `CircuitBreaker.ofDefaults` (of 100 calls), `Timer`",
            url -> new GuardedPeer(new HttpClientPeer(url, HttpClientReading::orThrow))),

    OKHTTP("OkHttp", "bare", OkHttpPeer::bare),

    OKHTTP_FAILSAFE(
            "OkHttp + Failsafe",
            "`FailsafeCall` with a `RetryPolicy` for 5xx (3 attempts, no pause) and a `CircuitBreaker` (3 failures of 10, 1 min)",
            OkHttpPeer::withFailsafe),

    FEIGN_RESILIENCE4J(
            "Feign + resilience4j",
            "over HttpClient 5; `FeignDecorators` with `Retry.ofDefaults` and `CircuitBreaker.ofDefaults`",
            FeignPeer::new),

    RESTCLIENT("RestClient", "bare, over HttpClient 5", RestClientPeer::overHttpClient),

    RESTCLIENT_SPRING_CLOUD(
            "RestClient + Spring Cloud",
            "`Resilience4JCircuitBreakerFactory` (its pool of threads and its limit of 1 s) in a `RetryTemplate` (4 attempts, 1 s apart)",
            SpringCloudPeer::new),

    ARMERIA("Armeria", "bare `BlockingWebClient`, HTTP/1.1", ArmeriaPeer::bare),

    ARMERIA_DECORATED(
            "Armeria with decorators",
            "`RetryRule.failsafe()` (up to 10 attempts within 15 s), `CircuitBreaker.of`, `MetricCollectingClient`",
            ArmeriaPeer::decorated),

    JDK_RESILIENCE4J(
            "JDK + resilience4j", "HTTP/1.1; as HttpClient 5 + resilience4j", url -> new GuardedPeer(JdkPeer.jdk(url))),

    METHANOL(
            "Methanol",
            "HTTP/1.1; `RetryInterceptor` for 5xx (4 attempts, from 100 ms on, with jitter)",
            JdkPeer::methanol),

    HOPGUARD(
            "Hopguard",
            "the defaults: retry, retry budget, breaker, deadline, bulkhead; a `MeterRegistry`",
            HopguardPeer::new),

    HOPGUARD_RESTCLIENT(
            "RestClient + Hopguard",
            "as Hopguard, behind its `HopguardRequestFactory`",
            HopguardPeer::throughRestClient);

    private final String label;
    private final String setUp;
    private final Function<String, Peer> opening;

    PeerKind(String label, String setUp, Function<String, Peer> opening) {
        this.label = label;
        this.setUp = setUp;
        this.opening = opening;
    }

    /** What readers call it. */
    public String label() {
        return label;
    }

    /** How it is set up, as Markdown. */
    public String setUp() {
        return setUp;
    }

    /** Opens one that calls a server, of which the URL may have a path. */
    public Peer open(String url) {
        return opening.apply(url);
    }
}
