package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.error.TlsException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.web.client.RestTemplate;

/** Trust from SSL bundles. */
class SslBundleTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path files;

    private static WireMockServer server;
    private static Path serverKey;
    private static Path trusted;
    private static Path other;

    @BeforeAll
    static void start() throws Exception {
        serverKey = selfSigned("server");
        trusted = certificateOf(serverKey, "trusted");
        other = certificateOf(selfSigned("other"), "others");
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(serverKey.toString())
                .keystoreType("PKCS12")
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD));
        server.start();
        server.stubFor(
                WireMock.any(WireMock.anyUrl()).willReturn(WireMock.ok("fine").withHeader("Connection", "close")));
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static Path selfSigned(String name) throws Exception {
        Path store = files.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }

    private static Path certificateOf(Path store, String name) throws Exception {
        KeyStore from = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            from.load(in, PASSWORD.toCharArray());
        }
        Certificate certificate = from.getCertificate(from.aliases().nextElement());
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("it", certificate);
        Path file = files.resolve(name + ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static SslBundle bundle(Path trust) {
        return SslBundle.of(
                new JksSslStoreBundle(null, new JksSslStoreDetails("PKCS12", null, "file:" + trust, PASSWORD)));
    }

    private static String base() {
        return "https://localhost:" + server.httpsPort();
    }

    @Test
    void aClientTrustsWhatItsBundleTrustsAndABundleThatChangesHoldsForNewConnections() {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("inner", bundle(trusted));
        Application.runner(
                        "hopguard.clients.orders.base-uri=" + base(),
                        "hopguard.clients.orders.ssl-bundle=inner",
                        "hopguard.clients.strict.base-uri=" + base())
                .withBean(SslBundles.class, () -> bundles)
                .run(context -> {
                    ResilientClient orders = context.getBean("orders", ResilientClient.class);
                    assertThat(orders.get("/").fetch(String.class)).isEqualTo("fine");
                    assertThatThrownBy(() -> context.getBean("strict", ResilientClient.class)
                                    .get("/")
                                    .send())
                            .isInstanceOf(TlsException.class);
                    bundles.updateBundle("inner", bundle(other));
                    assertThatThrownBy(() -> orders.get("/").send()).isInstanceOf(TlsException.class);
                    bundles.updateBundle("inner", bundle(trusted));
                    assertThat(orders.get("/").fetch(String.class)).isEqualTo("fine");
                });
    }

    private static SslBundle broken(Path trust) {
        return SslBundle.of(new JksSslStoreBundle(
                new JksSslStoreDetails("PKCS12", null, "file:" + files.resolve("none.p12"), PASSWORD),
                new JksSslStoreDetails("PKCS12", null, "file:" + trust, PASSWORD)));
    }

    @Test
    void aBundleThatCannotBeUsedIsToldWithItsProperty() {
        Application.runner("hopguard.clients.orders.base-uri=" + base(), "hopguard.clients.orders.ssl-bundle=inner")
                .withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("inner", broken(trusted)))
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining(
                                "hopguard.clients.orders.ssl-bundle is inner; the bundle cannot be used")
                        .hasStackTraceContaining("InvalidHopguardPropertiesException"));
    }

    @Test
    void aBundleThatCannotBeUsedChangesNothingLater() {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("inner", bundle(trusted));
        Application.runner("hopguard.clients.orders.base-uri=" + base(), "hopguard.clients.orders.ssl-bundle=inner")
                .withBean(SslBundles.class, () -> bundles)
                .run(context -> {
                    ResilientClient orders = context.getBean("orders", ResilientClient.class);
                    assertThatThrownBy(() -> bundles.updateBundle("inner", broken(other)))
                            .isInstanceOf(IllegalStateException.class);
                    assertThat(orders.get("/").fetch(String.class)).isEqualTo("fine");
                });
    }

    @Test
    void aBundleIsFollowedAlsoWhenOtherPropertiesHaveChanged() {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("inner", bundle(trusted));
        Application.runner(
                        "hopguard.clients.orders.base-uri=" + base(),
                        "hopguard.clients.orders.ssl-bundle=inner",
                        "hopguard.clients.prices.base-uri=" + base(),
                        "spring.http.clients.ssl.bundle=inner")
                .withConfiguration(AutoConfigurations.of(HopguardRefreshAutoConfiguration.class))
                .withBean(SslBundles.class, () -> bundles)
                .run(context -> {
                    HopguardRefresher refresher = context.getBean(HopguardRefresher.class);
                    ConfigurableEnvironment environment = context.getEnvironment();
                    TestPropertyValues.of("hopguard.defaults.timeouts.total=20s")
                            .applyTo(environment);
                    assertThat(refresher.refresh().changed()).containsExactly("orders", "prices", "default");
                    assertThat(answers(context)).containsExactly("fine", "fine");
                    bundles.updateBundle("inner", bundle(other));
                    assertThat(answers(context)).containsExactly("tls", "tls");
                    TestPropertyValues.of("hopguard.defaults.timeouts.total=30s")
                            .applyTo(environment);
                    refresher.refresh();
                    assertThat(answers(context)).containsExactly("tls", "tls");
                    bundles.updateBundle("inner", bundle(trusted));
                    assertThat(answers(context)).containsExactly("fine", "fine");
                });
    }

    private static List<String> answers(ApplicationContext context) {
        return Stream.of("orders", "prices")
                .map(name -> {
                    try {
                        return context.getBean(name, ResilientClient.class)
                                .get("/")
                                .fetch(String.class);
                    } catch (TlsException e) {
                        return "tls";
                    }
                })
                .toList();
    }

    @Test
    void theBundleOfSpringBootsOwnPropertiesServesWhereOursNameNone() {
        Application.runner(
                        "hopguard.clients.orders.base-uri=" + base(),
                        "spring.http.clients.ssl.bundle=inner",
                        "spring.ssl.bundle.jks.inner.truststore.location=file:" + trusted,
                        "spring.ssl.bundle.jks.inner.truststore.password=" + PASSWORD,
                        "spring.ssl.bundle.jks.inner.truststore.type=PKCS12")
                .run(context -> assertThat(context.getBean("orders", ResilientClient.class)
                                .get("/")
                                .fetch(String.class))
                        .isEqualTo("fine"));
    }

    @Test
    void filesOfTheClientWinOverTheBundleOfAll() {
        Application.runner(
                        "hopguard.defaults.ssl-bundle=inner",
                        "hopguard.clients.orders.base-uri=" + base(),
                        "hopguard.clients.orders.tls.trust=" + trusted,
                        "hopguard.clients.orders.tls.trust-password=" + PASSWORD)
                .withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("inner", bundle(other)))
                .run(context -> assertThat(context.getBean("orders", ResilientClient.class)
                                .get("/")
                                .fetch(String.class))
                        .isEqualTo("fine"));
    }

    @Test
    void aSharedClientOfABundleThatChangedBeforeItsFirstCallTrustsAsTheBundleDoesNow() {
        DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("inner", bundle(other));
        Application.runner().withBean(SslBundles.class, () -> bundles).run(context -> {
            RestTemplate ofTheFirst = restTemplate(context, bundles);
            bundles.updateBundle("inner", bundle(other));
            RestTemplate ofTheSecond = restTemplate(context, bundles);
            bundles.updateBundle("inner", bundle(trusted));
            assertThat(ofTheFirst.getForObject(base(), String.class)).isEqualTo("fine");
            assertThat(ofTheSecond.getForObject(base(), String.class)).isEqualTo("fine");
            bundles.updateBundle("inner", bundle(other));
            assertThatThrownBy(() -> ofTheFirst.getForObject(base(), String.class))
                    .hasRootCauseInstanceOf(TlsException.class);
        });
    }

    private static RestTemplate restTemplate(ApplicationContext context, SslBundles bundles) {
        return context.getBean(RestTemplateBuilder.class)
                .sslBundle(bundles.getBundle("inner"))
                .build();
    }

    @Test
    void theBuilderForClientsInCodeHasTheBundleOfAll() {
        Application.runner("hopguard.defaults.ssl-bundle=inner")
                .withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("inner", bundle(trusted)))
                .run(context -> {
                    try (ResilientClient client = context.getBean(ResilientClientBuilder.class)
                            .baseUri(base())
                            .build()) {
                        assertThat(client.get("/").fetch(String.class)).isEqualTo("fine");
                    }
                });
    }
}
