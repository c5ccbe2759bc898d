package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.diagnosis.AnsweredBy;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ProxyRefusedException;
import io.hopguard.client.error.TlsException;
import io.hopguard.client.extend.AddressGuard;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.wire.ForwardProxy;
import io.hopguard.client.wire.RawServer;
import io.hopguard.client.wire.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls through a real forward proxy over real sockets. The names of the targets exist behind it only. */
@Timeout(30)
class ForwardProxyTest {
    private static final String CREDENTIALS =
            "Basic " + Base64.getEncoder().encodeToString("user:hunter2".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private static Path folder;

    private static SSLContext tls;

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final ForwardProxy proxy = new ForwardProxy();
    private final ForwardProxy guarded = new ForwardProxy(CREDENTIALS);
    private RawServer plain;
    private RawServer secure;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = SelfSigned.context(folder, "dns:api.test,dns:other.test");
    }

    @BeforeEach
    void open() throws IOException {
        plain = new RawServer(this::answer);
        secure = new RawServer(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()), this::answer);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        guarded.close();
        plain.close();
        secure.close();
    }

    private void answer(RawServer.Connection connection) throws IOException {
        for (String request = connection.request(); request != null; request = connection.request()) {
            arrived.add(request);
            connection.respond(200, "from the target");
        }
    }

    private static ResilientClient client(ForwardProxy through, UnaryOperator<ResilientClientBuilder> change) {
        return change.apply(ResilientClient.builder()
                        .sslContext(tls)
                        .retry(r -> r.backoff(Duration.ofMillis(1), Duration.ofMillis(1)))
                        .proxy(p -> p.uri(through.url())))
                .build();
    }

    private static ResilientClient authorized(ForwardProxy through) {
        return client(through, b -> b.proxy(p -> p.basicAuth("user", "hunter2")));
    }

    private String http(String path) {
        return "http://api.test" + plain.url().substring(plain.url().lastIndexOf(':')) + path;
    }

    private String https(String host, String path) {
        return "https://" + host + secure.url().substring(secure.url().lastIndexOf(':')) + path;
    }

    private static HopguardException failure(RequestSpec request) {
        return catchThrowableOfType(HopguardException.class, request::send);
    }

    @Test
    void anHttpTargetIsAskedForInAbsoluteForm() {
        try (ResilientClient client = client(proxy, b -> b)) {
            assertThat(client.get(http("/a?b=c")).fetch(String.class)).isEqualTo("from the target");
            assertThat(client.post(http("/p")).text("the body").send().status()).isEqualTo(200);
        }
        assertThat(proxy.seen().get(0)).startsWith("GET " + http("/a?b=c") + " HTTP/1.1\r\n");
        assertThat(proxy.seen().get(0)).contains("\r\nHost: " + http("").substring(7) + "\r\n");
        assertThat(arrived.get(1)).startsWith("POST /p HTTP/1.1\r\n").endsWith("the body");
        assertThat(proxy.connections()).isOne();
    }

    @Test
    void anHttpsTargetIsReachedThroughATunnelThatIsUsedAgain() {
        try (ResilientClient client = authorized(guarded)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.post(https("api.test", "/p"))
                                .header("X-Secret", "s")
                                .text("the body")
                                .send()
                                .text())
                        .isEqualTo("from the target");
            }
            assertThat(client.leasedConnections()).isZero();
        }
        String authority = https("api.test", "").substring(8);
        assertThat(guarded.seen())
                .containsExactly("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority
                        + "\r\nUser-Agent: hopguard\r\nProxy-Authorization: " + CREDENTIALS + "\r\n\r\n");
        assertThat(arrived)
                .hasSize(3)
                .allSatisfy(request ->
                        assertThat(request).startsWith("POST /p HTTP/1.1\r\n").doesNotContainIgnoringCase("proxy-"));
    }

    @Test
    void aProxyThatCannotReachTheTargetIsTheOneWhoSaysSo() throws IOException {
        secure.close();
        try (ResilientClient client = client(proxy, b -> b)) {
            HopguardException failure =
                    failure(client.post(https("api.test", "/")).text("x"));
            assertThat(failure).isExactlyInstanceOf(ProxyRefusedException.class);
            assertThat(failure)
                    .hasMessageContaining("after 3 attempts")
                    .hasMessageContaining("502 by the proxy: it could not reach the target");
            assertThat(((ProxyRefusedException) failure).bodyText())
                    .isEqualTo("no way to " + https("api.test", "").substring(8));
            assertThat(failure.phase()).isEqualTo(Phase.PROXY);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(client.leasedConnections()).isZero();
        }
    }

    @Test
    void twoTargetsNeverShareATunnel() {
        try (ResilientClient client = client(proxy, b -> b)) {
            client.get(https("api.test", "/1")).send();
            client.get(https("other.test", "/2")).send();
            client.get(https("api.test", "/3")).send();
        }
        assertThat(proxy.seen()).hasSize(2);
        assertThat(proxy.seen().get(1)).startsWith("CONNECT other.test:");
    }

    @Test
    void theCertificateMustBeTheTargets() {
        try (ResilientClient client = client(proxy, b -> b)) {
            HopguardException failure = failure(client.get(https("elsewhere.test", "/")));
            assertThat(failure).isInstanceOf(TlsException.class);
            assertThat(failure.phase()).isEqualTo(Phase.TLS);
            assertThat(client.leasedConnections()).isZero();
            assertThat(client.keptConnections()).isZero();
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void credentialsGoToTheProxyAndNoFurther() {
        try (ResilientClient client = authorized(guarded)) {
            client.get(http("/")).send();
        }
        assertThat(guarded.seen().get(0)).contains("\r\nProxy-Authorization: " + CREDENTIALS + "\r\n");
        try (ResilientClient client = client(proxy, b -> b)) {
            client.get(http("/")).header("Proxy-Authorization", CREDENTIALS).send();
            client.get(https("api.test", "/"))
                    .header("proxy-authorization", CREDENTIALS)
                    .send();
        }
        try (ResilientClient direct = ResilientClient.builder().build()) {
            direct.get(plain.url()).header("Proxy-Authorization", CREDENTIALS).send();
        }
        assertThat(proxy.seen())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request).doesNotContain(CREDENTIALS));
        assertThat(arrived).hasSize(4).allSatisfy(request -> assertThat(request).doesNotContain(CREDENTIALS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void withoutCredentialsTheMessageSaysWhatToSet(String scheme) {
        try (ResilientClient client = client(guarded, b -> b)) {
            HopguardException failure =
                    failure(client.post(scheme.equals("http") ? http("/") : https("api.test", "/")));
            assertThat(failure).isExactlyInstanceOf(ProxyRefusedException.class);
            assertThat(failure)
                    .hasMessageContaining("407 by the proxy: it asks for a user and password, set proxy.basicAuth");
            assertThat(((ProxyRefusedException) failure).status()).isEqualTo(407);
            assertThat(((ProxyRefusedException) failure).bodyText()).isEqualTo("who?!\n");
            assertThat(((ProxyRefusedException) failure).headers()).containsKey("proxy-authenticate");
            assertThat(failure.diagnosis().answeredBy()).isEqualTo(AnsweredBy.FORWARD_PROXY);
            assertThat(failure.attempts()).hasSize(1);
            assertThat(failure.outcomeUnknown()).isFalse();
            assertThat(client.leasedConnections()).isZero();
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void wrongCredentialsAreCalledWrongAndNotShown() {
        try (ResilientClient client = client(guarded, b -> b.proxy(p -> p.basicAuth("user", "hunter3")))) {
            HopguardException failure = failure(client.get(https("api.test", "/")));
            assertThat(failure)
                    .hasMessageContaining("407 by the proxy: it does not accept the user and password")
                    .hasMessageNotContaining("hunter3");
            assertThat(client.describe()).contains("with credentials").doesNotContain("hunter3");
        }
    }

    @Test
    void noProxyLeadsStraightToTheTarget() {
        try (ResilientClient client = client(proxy, b -> b.proxy(p -> p.noProxy("127.0.0.0/8")))) {
            assertThat(client.get(plain.url()).fetch(String.class)).isEqualTo("from the target");
        }
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void aRedirectIsGoneOnWithByTheRulesForItsOwnTarget() throws IOException {
        try (RawServer here = new RawServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 302 X\r\nLocation: " + plain.url() + "/landed\r\nContent-Length: 0\r\n\r\n");
                });
                ResilientClient client =
                        client(proxy, b -> b.redirects(r -> r.crossOrigin(true)).proxy(p -> p.noProxy("127.0.0.1")))) {
            String start = "http://api.test" + here.url().substring(here.url().lastIndexOf(':')) + "/";
            assertThat(client.get(start).fetch(String.class)).isEqualTo("from the target");
        }
        assertThat(proxy.seen()).hasSize(1);
        assertThat(arrived.get(0)).startsWith("GET /landed HTTP/1.1\r\n");
    }

    @Test
    void anAddressGuardNeedsConsentAndThenChecksWrittenAddresses() {
        UnaryOperator<ResilientClientBuilder> both = b -> b.addressGuard(AddressGuard.publicOnly());
        assertThat(catchThrowableOfType(InvalidConfigurationException.class, () -> client(proxy, both)))
                .hasMessageContaining("addressGuard is set beside a proxy; ");
        try (ResilientClient client = client(proxy, b -> both.apply(b).proxy(p -> p.warnOnly()))) {
            assertThat(client.describe()).contains("on, but behind the proxy only for addresses written in a URI");
            assertThat(failure(client.get("http://169.254.169.254/"))).isInstanceOf(InvalidRequestException.class);
            assertThat(failure(client.get("https://[::ffff:7f00:1]/"))).isInstanceOf(InvalidRequestException.class);
            assertThat(failure(client.get("http://127.1/"))).isInstanceOf(InvalidRequestException.class);
            assertThat(client.get(http("/")).fetch(String.class)).isEqualTo("from the target");
        }
        assertThat(proxy.seen()).hasSize(1);
    }
}
