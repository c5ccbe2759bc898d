package io.hopguard.spring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.testing.SkippedWaits;
import io.hopguard.spring.test.AutoConfigureHopguard;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** The same faults through each of Spring's clients in a whole application: healed if they pass, else typed and counted. */
@SpringBootTest(classes = FaultsTest.Shop.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
@AutoConfigureHopguard
@TestPropertySource(
        properties = {
            "hopguard.defaults.timeouts.total=60s",
            "hopguard.defaults.timeouts.attempt=30s",
            "hopguard.defaults.circuit-breaker.enabled=false",
            "hopguard.defaults.retry-budget.enabled=false"
        })
class FaultsTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ImportHttpServices(group = "orders", types = Orders.class)
    static class Shop {}

    /** As a user declares it. */
    interface Orders {
        @GetExchange("/orders/{id}")
        String order(@PathVariable String id);
    }

    /** Each way to call. */
    enum Front {
        REST_CLIENT((context, id) -> context.getBean(RestClient.Builder.class)
                .baseUrl(SERVER.baseUrl())
                .build()
                .get()
                .uri("/orders/{id}", id)
                .retrieve()
                .body(String.class)),
        REST_TEMPLATE((context, id) -> context.getBean(RestTemplateBuilder.class)
                .build()
                .getForObject(SERVER.baseUrl() + "/orders/{id}", String.class, id)),
        HTTP_SERVICE((context, id) -> context.getBean(Orders.class).order(id));

        private final BiFunction<ApplicationContext, String, String> call;

        Front(BiFunction<ApplicationContext, String, String> call) {
            this.call = call;
        }
    }

    /** Each fault, what Spring throws and why when it stays, and how often the server is asked then. */
    enum Trouble {
        EMPTY(aResponse().withFault(Fault.EMPTY_RESPONSE), ConnectionLostException.class),
        RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), ConnectionLostException.class),
        GARBAGE(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), TruncatedResponseException.class),
        CHUNK(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), TruncatedResponseException.class),
        BAD_GATEWAY(aResponse().withStatus(502).withBody("no"), HttpServerErrorException.BadGateway.class),
        UNAVAILABLE(aResponse().withStatus(503).withBody("no"), HttpServerErrorException.ServiceUnavailable.class),
        GATEWAY_TIMEOUT(aResponse().withStatus(504).withBody("no"), HttpServerErrorException.GatewayTimeout.class),
        BUSY(
                aResponse().withStatus(429).withHeader("Retry-After", "7").withBody("no"),
                HttpClientErrorException.TooManyRequests.class);

        private final ResponseDefinitionBuilder response;
        private final Class<? extends Exception> end;

        Trouble(ResponseDefinitionBuilder response, Class<? extends Exception> end) {
            this.response = response;
            this.end = end;
        }
    }

    private static final String PATH = "/orders/42";

    @DynamicPropertySource
    static void address(DynamicPropertyRegistry registry) {
        registry.add("spring.http.serviceclient.orders.base-url", SERVER::baseUrl);
    }

    @Autowired
    private ApplicationContext context;

    @Autowired
    private SkippedWaits waits;

    private String call(Front front) {
        return front.call.apply(context, "42");
    }

    private static void always(ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(PATH).willReturn(response));
    }

    private static void served(int requests) {
        SERVER.verify(requests, getRequestedFor(urlEqualTo(PATH)));
    }

    /** What is typed is told by the status exceptions of Spring itself, or by the cause at the end of the chain. */
    private static void isTyped(Throwable failure, Class<? extends Exception> end) {
        if (HopguardException.class.isAssignableFrom(end)) {
            assertThat(failure)
                    .isExactlyInstanceOf(ResourceAccessException.class)
                    .hasCauseExactlyInstanceOf(HopguardIOException.class)
                    .rootCause()
                    .isExactlyInstanceOf(end);
        } else {
            assertThat(failure).isExactlyInstanceOf(end);
            assertThat(((RestClientResponseException) failure).getResponseBodyAsString())
                    .isEqualTo("no");
        }
    }

    static Stream<Arguments> everywhere() {
        return Arrays.stream(Front.values())
                .flatMap(front -> Arrays.stream(Trouble.values()).map(trouble -> Arguments.of(front, trouble)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aFaultThatPassesIsNotSeen(Front front, Trouble trouble) {
        SERVER.stubFor(get(PATH)
                .inScenario("passing")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("well")
                .willReturn(trouble.response));
        SERVER.stubFor(get(PATH)
                .inScenario("passing")
                .whenScenarioStateIs("well")
                .willReturn(aResponse().withBody("fine")));

        assertThat(call(front)).isEqualTo("fine");

        served(2);
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void aFaultThatStaysIsTyped(Front front, Trouble trouble) {
        always(trouble.response);

        isTyped(catchThrowable(() -> call(front)), trouble.end);

        served(3);
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatIsBusyIsGivenTheTimeThatItAsksFor(Front front) {
        always(Trouble.BUSY.response);
        int before = waits.waits().size();

        HttpClientErrorException failure = (HttpClientErrorException) catchThrowable(() -> call(front));

        assertThat(failure.getResponseHeaders().getFirst("Retry-After")).isEqualTo("7");
        List<Duration> waited = waits.waits().subList(before, waits.waits().size());
        assertThat(waited)
                .hasSize(2)
                .allSatisfy(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatAsksForTooMuchTimeIsNotAskedAgain(Front front) {
        always(aResponse().withStatus(429).withHeader("Retry-After", "3600").withBody("no"));

        isTyped(catchThrowable(() -> call(front)), HttpClientErrorException.TooManyRequests.class);

        served(1);
    }

    /** With less time for the whole call than the server takes. */
    @Nested
    @TestPropertySource(
            properties = {"hopguard.defaults.timeouts.total=400ms", "hopguard.defaults.timeouts.attempt=400ms"})
    class InAHurry {
        @ParameterizedTest
        @EnumSource
        void aSlowServerMeetsTheDeadline(Front front) {
            always(aResponse().withFixedDelay(2_000));

            isTyped(catchThrowable(() -> call(front)), DeadlineExceededException.class);

            served(1);
        }
    }

    /** With less time for an attempt than the server takes. */
    @Nested
    @TestPropertySource(properties = "hopguard.defaults.timeouts.attempt=400ms")
    class WithShortAttempts {
        @ParameterizedTest
        @EnumSource
        void aServerThatIsSlowOnceIsAskedAgain(Front front) {
            SERVER.stubFor(get(PATH)
                    .inScenario("slow")
                    .whenScenarioStateIs(STARTED)
                    .willSetStateTo("well")
                    .willReturn(aResponse().withFixedDelay(2_000)));
            SERVER.stubFor(get(PATH)
                    .inScenario("slow")
                    .whenScenarioStateIs("well")
                    .willReturn(aResponse().withBody("fine")));

            assertThat(call(front)).isEqualTo("fine");

            served(2);
        }
    }
}
