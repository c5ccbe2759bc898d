package io.hopguard.spring;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.hopguard.client.error.HopguardException;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

/** The same faults through each of Spring's clients: healed if they pass, else typed. */
class FaultsTest {
    private static final String PATH = "/orders";

    /** As a user declares it. */
    interface Orders {
        @GetExchange(PATH)
        String all();
    }

    @Configuration(proxyBeanMethods = false)
    @ImportHttpServices(group = "orders", types = Orders.class)
    static class Services {}

    /** Each way to call. */
    enum Front {
        REST_CLIENT((context, url) -> context.getBean(RestClient.Builder.class)
                .build()
                .get()
                .uri(url + PATH)
                .retrieve()
                .body(String.class)),
        REST_TEMPLATE((context, url) ->
                context.getBean(RestTemplateBuilder.class).build().getForObject(url + PATH, String.class)),
        HTTP_SERVICE((context, url) -> context.getBean(Orders.class).all());

        private final BiFunction<ApplicationContext, String, String> call;

        Front(BiFunction<ApplicationContext, String, String> call) {
            this.call = call;
        }
    }

    /** Each fault, and what a call comes to that meets nothing else. */
    enum Trouble {
        EMPTY(aResponse().withFault(Fault.EMPTY_RESPONSE), "connection_lost", true),
        RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "connection_lost", true),
        GARBAGE(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "truncated_response", true),
        CHUNK(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), "truncated_response", true),
        SLOW(aResponse().withFixedDelay(5_000), "deadline_exceeded", false),
        BAD_GATEWAY(aResponse().withStatus(502).withBody("bad"), "502", true);

        private final ResponseDefinitionBuilder response;
        private final String end;
        private final boolean repeated;

        Trouble(ResponseDefinitionBuilder response, String end, boolean repeated) {
            this.response = response;
            this.end = end;
            this.repeated = repeated;
        }
    }

    @RegisterExtension
    private final WireMockExtension server = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort())
            .build();

    private String[] properties(Trouble trouble) {
        return new String[] {
            "spring.http.serviceclient.orders.base-url=" + server.baseUrl(),
            "hopguard.defaults.timeouts.total=" + (trouble == Trouble.SLOW ? "300ms" : "5s"),
            "hopguard.defaults.retry.base-delay=1ms",
            "hopguard.defaults.retry.max-delay=2ms",
        };
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatPassesIsNotSeen(Front front) {
        Arrays.stream(Trouble.values()).filter(trouble -> trouble.repeated).forEach(trouble -> {
            server.resetAll();
            server.stubFor(get(urlEqualTo(PATH))
                    .inScenario("s")
                    .whenScenarioStateIs("Started")
                    .willSetStateTo("well")
                    .willReturn(trouble.response));
            server.stubFor(get(urlEqualTo(PATH))
                    .inScenario("s")
                    .whenScenarioStateIs("well")
                    .willReturn(aResponse().withBody("fine")));
            Application.runner(properties(trouble))
                    .withUserConfiguration(Services.class)
                    .run(context -> assertThat(front.call.apply(context, server.baseUrl()))
                            .as(trouble.name())
                            .isEqualTo("fine"));
            server.verify(2, getRequestedFor(urlEqualTo(PATH)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatStaysIsTyped(Front front) {
        for (Trouble trouble : Trouble.values()) {
            server.resetAll();
            server.stubFor(get(urlEqualTo(PATH)).willReturn(trouble.response));
            Application.runner(properties(trouble))
                    .withUserConfiguration(Services.class)
                    .run(context -> {
                        Throwable failure = catchThrowable(() -> front.call.apply(context, server.baseUrl()));
                        assertThat(end(failure)).as(trouble.name()).isEqualTo(trouble.end);
                    });
        }
    }

    private static String end(Throwable failure) {
        if (failure instanceof HttpServerErrorException status) {
            return String.valueOf(status.getStatusCode().value());
        }
        assertThat(failure).isInstanceOf(ResourceAccessException.class);
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        return root instanceof HopguardException ours ? ours.code() : String.valueOf(root);
    }
}
