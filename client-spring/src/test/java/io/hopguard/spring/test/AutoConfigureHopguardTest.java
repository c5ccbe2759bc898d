package io.hopguard.spring.test;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.testing.SkippedWaits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;

/** The test that docs/spring.md shows, and more of its kind. */
@SpringJUnitConfig
@AutoConfigureHopguard
@TestPropertySource(properties = {"hopguard.clients.orders.timeouts.total=60s", "hopguard.defaults.timeouts.total=60s"})
class AutoConfigureHopguardTest {
    @RegisterExtension
    static final WireMockExtension UPSTREAM =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    @DynamicPropertySource
    static void upstream(DynamicPropertyRegistry registry) {
        registry.add("hopguard.clients.orders.base-uri", UPSTREAM::baseUrl);
    }

    @Configuration
    static class Nothing {}

    @Autowired
    @Qualifier("orders")
    ResilientClient orders;

    @Autowired
    RestClient.Builder builder;

    @Autowired
    SkippedWaits waits;

    @BeforeEach
    void forget() {
        waits.clear();
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        UPSTREAM.stubFor(get("/42")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(serviceUnavailable().withHeader("Retry-After", "7"))
                .willSetStateTo("well again"));
        UPSTREAM.stubFor(
                get("/42").inScenario("busy").whenScenarioStateIs("well again").willReturn(ok("done")));

        assertThat(orders.get("/{id}", 42).fetch(String.class)).isEqualTo("done");

        assertThat(waits.waits())
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(ofSeconds(7), ofSeconds(9)));
        UPSTREAM.verify(2, getRequestedFor(urlEqualTo("/42")));
    }

    @Test
    void theSharedClientSkipsThemToo() {
        UPSTREAM.stubFor(get("/down").willReturn(serviceUnavailable().withHeader("Retry-After", "9")));
        RestClient client = builder.baseUrl(UPSTREAM.baseUrl()).build();

        assertThatThrownBy(() -> client.get().uri("/down").retrieve().toBodilessEntity())
                .isInstanceOf(HttpServerErrorException.ServiceUnavailable.class);

        assertThat(waits.waits()).hasSize(2).allMatch(wait -> wait.compareTo(ofSeconds(9)) >= 0);
        UPSTREAM.verify(3, getRequestedFor(urlEqualTo("/down")));
    }

    @Test
    void brokenConnectionsAreRealOnes() {
        UPSTREAM.stubFor(get("/cut").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        assertThatThrownBy(() -> orders.get("/cut").fetch(String.class)).isInstanceOf(ConnectionLostException.class);

        assertThat(waits.waits()).hasSize(2);
        UPSTREAM.verify(3, getRequestedFor(urlEqualTo("/cut")));
    }

    @Test
    void theDocumentShowsThisTest() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/hopguard/spring/test/AutoConfigureHopguardTest.java"));
        String document = Files.readString(Path.of("../docs/spring.md"));
        String shown = document.split("```java\n")[1].split("```")[0];
        assertThat(shown).contains("class AutoConfigureHopguardTest");
        assertThat(shown.lines()).allSatisfy(line -> assertThat(source.lines()).contains(line));
    }
}
