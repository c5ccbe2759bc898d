package io.hopguard.docs;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.hopguard.client.BreakerControl;
import io.hopguard.client.ClientState;
import io.hopguard.client.MemoryCookieJar;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.diagnosis.Diagnoser;
import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.extend.Auth;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.Token;
import io.hopguard.client.http.Target;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Java of docs/guide.md that builds clients; a test builds each. */
public final class GuideSettings {
    private static final Logger log = LoggerFactory.getLogger(GuideSettings.class);

    private GuideSettings() {}

    public static ResilientClient client() {
        // snippet: client
        ResilientClient client =
                ResilientClient.builder().baseUri("http://localhost:8080").build();
        // end
        return client;
    }

    public static ResilientClient timeouts() {
        // snippet: timeouts
        ResilientClient client = ResilientClient.builder()
                .timeouts(t -> t.total(ofSeconds(5)).attempt(ofSeconds(2)).connect(ofMillis(500)))
                .build();
        // end
        return client;
    }

    public static ResilientClient hops() {
        // snippet: hops
        ResilientClient client = ResilientClient.builder()
                .timeouts(t -> t.total(ofSeconds(30)))
                .hops(h -> h.hop("alb", ofSeconds(25))
                        .hop("nginx", ofSeconds(20), ofSeconds(75)) // and keeps idle connections for 75 s
                        .hop("gunicorn", ofSeconds(15)))
                .build();
        // end
        return client;
    }

    public static ResilientClient retries() {
        // snippet: retries
        ResilientClient client = ResilientClient.builder()
                .retry(r -> r.maxAttempts(4).backoff(ofMillis(200), ofSeconds(1)))
                .retryBudget(b -> b.ratio(0.2).reserve(20))
                .build();
        // end
        return client;
    }

    public static ResilientClient breaker() {
        // snippet: breaker
        ResilientClient client = ResilientClient.builder()
                .circuitBreaker(
                        b -> b.failureRateThreshold(30).minimumNumberOfCalls(10).openFor(ofSeconds(10)))
                .build();
        // end
        return client;
    }

    public static ResilientClient breakerRegistry(CircuitBreakerRegistry registry) {
        // snippet: breaker-registry
        ResilientClient client = ResilientClient.builder()
                .name("orders")
                .circuitBreakerRegistry(registry)
                .build();
        // end
        return client;
    }

    public static ClientState state(ResilientClient client) {
        // snippet: state
        ClientState state = client.state();
        for (ClientState.OfTarget target : state.targets()) {
            ClientState.Breaker breaker = target.breaker();
            if (breaker != null && breaker.state().refuses()) {
                log.warn("{} gets nothing, {} attempts were refused", target.target(), breaker.rejections());
            }
        }
        // end
        return state;
    }

    public static void breakerControl(ResilientClient client) {
        // snippet: breaker-control
        BreakerControl breaker = client.breaker(Target.of("https://api.example.com"));
        breaker.forceOpen(); // nothing is sent there any more
        breaker.disable(); // everything is sent there, whatever fails
        breaker.reset(); // closed, and as new
        // end
    }

    public static void reconfigure(ResilientClient client) {
        // snippet: reconfigure
        client.reconfigure(ResilientClient.builder()
                .name("orders")
                .baseUri("https://orders.example.com/v2")
                .timeouts(t -> t.total(ofSeconds(2)).attempt(ofMillis(700)))
                .bulkhead(b -> b.maxConcurrentCalls(200)));
        // end
    }

    public static ResilientClient bulkhead() {
        // snippet: bulkhead
        ResilientClient client = ResilientClient.builder()
                .bulkhead(b -> b.maxConcurrentCalls(200).maxWait(ofMillis(100)))
                .build();
        // end
        return client;
    }

    public static ResilientClient redirects() {
        // snippet: redirects
        ResilientClient client = ResilientClient.builder()
                .redirects(r -> r.maxRedirects(3).crossOrigin(true).secretHeaders(Set.of("X-Tenant")))
                .build();
        // end
        return client;
    }

    record AccessToken(String access_token, long expires_in) {}

    public static ResilientClient auth(ResilientClient login, Map<String, String> grant) {
        // snippet: auth
        ResilientClient client = ResilientClient.builder()
                .baseUri("https://api.example.com")
                .auth(Auth.bearer(() -> {
                    AccessToken fetched =
                            login.post("/token").form(grant).fetch(AccessToken.class); // through another client
                    return Token.expiringIn(fetched.access_token(), ofSeconds(fetched.expires_in()));
                }))
                .build();
        // end
        return client;
    }

    public static ResilientClient proxies(String password) {
        // snippet: proxy
        ResilientClient client = ResilientClient.builder()
                .proxy(p -> p.uri("http://proxy.example.com:3128")
                        .basicAuth("orders", password)
                        .noProxy("localhost,.internal,10.0.0.0/8"))
                .build();
        // end
        return client;
    }

    public static ResilientClient cookies() {
        // snippet: cookies
        ResilientClient client =
                ResilientClient.builder().cookieJar(MemoryCookieJar.create()).build();
        // end
        return client;
    }

    public static ResilientClient proxiesOfTheEnvironment() {
        // snippet: proxy-environment
        ResilientClient client =
                ResilientClient.builder().proxy(p -> p.fromEnvironment()).build();
        // end
        return client;
    }

    public static ResilientClient interceptors(Supplier<String> token) {
        // snippet: interceptors
        ResilientClient client = ResilientClient.builder()
                .callInterceptor((request, chain) -> chain.proceed(request.toBuilder()
                        .header("X-Correlation-Id", UUID.randomUUID().toString())
                        .build()))
                .attemptInterceptor((request, chain) -> chain.proceed(request.toBuilder()
                        .header("Authorization", "Bearer " + token.get()) // may be renewed between attempts
                        .build()))
                .build();
        // end
        return client;
    }

    public static ResilientClient listener(Map<String, LongAdder> outcomes) {
        // snippet: listener
        CallListener audit = new CallListener() {
            @Override
            public void callEnded(CallEnded event) {
                Diagnosis why = event.diagnosis();
                String outcome = event.isSuccess() ? "ok" : why.answeredBy() + " " + why.causes();
                outcomes.computeIfAbsent(outcome, unused -> new LongAdder()).increment();
            }
        };
        ResilientClient client = ResilientClient.builder().listener(audit).build();
        // end
        return client;
    }

    public static ResilientClient addressGuard() {
        // snippet: address-guard
        ResilientClient client = ResilientClient.builder()
                .addressGuard(AddressGuard.publicOnly())
                .build();
        // end
        return client;
    }

    public static ResilientClient tls(Path file, char[] password) throws GeneralSecurityException, IOException {
        // snippet: tls
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            trusted.load(in, password);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        ResilientClient client = ResilientClient.builder().sslContext(context).build();
        // end
        return client;
    }

    public static ResilientClient tlsFiles(Path caFile, Path keyFile, Path chainFile) {
        // snippet: tls-files
        ResilientClient client = ResilientClient.builder()
                .tls(t -> t.trust(caFile).key(keyFile).certificates(chainFile))
                .build();
        // end
        return client;
    }

    public static ResilientClient production(MeterRegistry registry) {
        // snippet: production
        ResilientClient client = ResilientClient.builder()
                .name("orders")
                .baseUri("https://orders.example.com/v2")
                .userAgent("shop/1.4")
                .timeouts(t -> t.total(ofSeconds(3)).attempt(ofSeconds(1)).connect(ofMillis(300)))
                .retry(r -> r.maxAttempts(3).backoff(ofMillis(50), ofMillis(500)))
                .bulkhead(b -> b.maxConcurrentCalls(100))
                .connections(c -> c.keepAlive(ofSeconds(20)))
                .limits(l -> l.maxBodyBytes(1024 * 1024))
                .meterRegistry(registry)
                .build();
        log.info("{}", client.describe());
        // end
        return client;
    }

    public static ResilientClient products() {
        // snippet: diagnoser
        Diagnoser ours = Diagnoser.standard().with("edge.txt", """
                product acme-edge
                role gateway
                source the handbook of the edge
                advice NO_HEALTHY_UPSTREAM: look at the pool page of the edge
                signature its page for an empty pool
                strength page
                body *acme edge: no backend*
                answer 503: NO_HEALTHY_UPSTREAM
                """);
        ResilientClient client = ResilientClient.builder().diagnoser(ours).build();
        // end
        return client;
    }
}
