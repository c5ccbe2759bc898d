package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.error.BulkheadFullException;
import io.hopguard.client.error.ClientClosedException;
import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.DnsException;
import io.hopguard.client.error.EmptyBodyException;
import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.RequestBodyException;
import io.hopguard.client.error.TokenFailedException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers of an application see of failures behind it. */
class GatewayAnswersTest {
    private static final String ON = "hopguard.errors.enabled=true";
    private static final String ONCE = "hopguard.clients.stock.retry.max-attempts=1";
    private static final String UNBROKEN = "hopguard.clients.stock.circuit-breaker.enabled=false";
    private static final String NGINX = response(
            502,
            "Server: nginx/1.24.0\r\nContent-Type: text/html\r\n",
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                    + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.24.0</center>\r\n"
                    + "</body>\r\n</html>\r\n");

    /** A shop that asks a stock and does not care for failures. */
    @Configuration(proxyBeanMethods = false)
    @Import(Shop.class)
    static class Application {}

    /** One that has advice for everything. */
    @Configuration(proxyBeanMethods = false)
    @Import(Shop.class)
    static class Careful {
        /** The usual last resort. */
        @RestControllerAdvice
        static class LastResort {
            @ExceptionHandler(Exception.class)
            ResponseEntity<String> any() {
                return ResponseEntity.status(418).body("last resort");
            }
        }

        @Bean
        LastResort lastResort() {
            return new LastResort();
        }
    }

    /** Its pages. */
    @RestController
    static class Shop {
        private final ResilientClient client;
        private final RestClient restClient;

        Shop(@Qualifier("stock") ResilientClient client, @Qualifier("stockRestClient") RestClient restClient) {
            this.client = client;
            this.restClient = restClient;
        }

        @GetMapping("/client")
        String client() {
            return client.get("/stock/{id}", "a-secret").fetch(String.class);
        }

        @GetMapping("/rest-client")
        String restClient() {
            return restClient.get().uri("/stock/{id}", "a-secret").retrieve().body(String.class);
        }

        @GetMapping("/wrapped")
        String wrapped() {
            try {
                return client();
            } catch (HopguardException e) {
                throw new IllegalStateException("no stock", e);
            }
        }
    }

    private static final String CLOSING = "closing";
    private static final String SILENT = "silent";
    private static final Map<List<String>, WebApplication> RUNNING = new HashMap<>();
    private static volatile String answer = "";

    private static void serve(ScriptedServer.Connection connection) throws IOException {
        while (connection.request() != null && !answer.equals(CLOSING)) {
            if (answer.equals(SILENT)) {
                connection.silence(10_000);
                return;
            }
            connection.send(answer);
        }
    }

    /** Those with the same properties share one: it takes a second to start. */
    private static WebApplication shop(String behind, String... properties) {
        answer = behind;
        return RUNNING.computeIfAbsent(
                List.of(properties),
                absent -> new WebApplication(
                        Application.class, new ScriptedServer(GatewayAnswersTest::serve), properties));
    }

    @AfterAll
    static void stop() {
        RUNNING.values().forEach(WebApplication::close);
        RUNNING.clear();
    }

    private static JsonNode problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
        return problem;
    }

    @ParameterizedTest
    @CsvSource({
        "/client,      500, 502, internal_server_error, ''",
        "/client,      502, 502, bad_gateway, ''",
        "/client,      503, 503, service_unavailable, 7",
        "/client,      504, 504, gateway_timeout, ''",
        "/client,      429, 503, too_many_requests, 7",
        "/wrapped,     502, 502, bad_gateway, ''",
        "/rest-client, 500, 502, internal_server_error, ''",
        "/rest-client, 502, 502, bad_gateway, ''",
        "/rest-client, 503, 503, service_unavailable, 7",
        "/rest-client, 504, 504, gateway_timeout, ''",
        "/rest-client, 429, 503, too_many_requests, 7",
    })
    void statusesBehindAreAnsweredAsAGatewayDoes(String path, int behind, int status, String code, String retryAfter)
            throws Exception {
        String server = response(behind, "Retry-After: 7\r\n", "no");
        WebApplication shop = shop(server, ON, ONCE, UNBROKEN);
        HttpResponse<String> answer = shop.get(path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(problem(answer).get("code").asString()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).isEqualTo(retryAfter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client", "/rest-client", "/wrapped"})
    void noAnswerIsABadGateway(String path) throws Exception {
        WebApplication shop = shop(CLOSING, ON, ONCE, UNBROKEN);
        HttpResponse<String> answer = shop.get(path);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(problem(answer).get("code").asString()).isEqualTo("connection_lost");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client", "/rest-client", "/wrapped"})
    void noTimeLeftIsAGatewayTimeout(String path) throws Exception {
        WebApplication shop = shop(SILENT, ON, ONCE, UNBROKEN, "hopguard.inbound.enforce=true");
        HttpResponse<String> answer = shop.get(path, "X-Timeout-Budget-Ms", "400");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(problem(answer).get("code").asString()).isEqualTo("deadline_exceeded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client", "/rest-client", "/wrapped"})
    void anOpenCircuitSaysWhenToComeBack(String path) throws Exception {
        WebApplication shop = shop(
                CLOSING,
                ON,
                ONCE,
                "hopguard.clients.stock.circuit-breaker.sliding-window-size=2",
                "hopguard.clients.stock.circuit-breaker.minimum-number-of-calls=2",
                "hopguard.clients.stock.circuit-breaker.open-for=90s");
        shop.get(path);
        shop.get(path);
        HttpResponse<String> answer = shop.get(path);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(problem(answer).get("code").asString()).isEqualTo("circuit_open");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 90L);
    }

    @Test
    void theDiagnosisIsThereWithoutInternals() throws Exception {
        WebApplication shop = shop(NGINX, ON, ONCE, UNBROKEN);
        HttpResponse<String> answer = shop.get("/client");
        JsonNode problem = problem(answer);
        assertThat(problem.at("/diagnosis/answeredBy").asString()).isEqualTo("GATEWAY");
        assertThat(problem.at("/diagnosis/causes").size()).isPositive();
        assertThat(problem.at("/diagnosis").propertyNames())
                .containsExactlyInAnyOrder("answeredBy", "causes", "confidence");
        assertThat(problem.get("requestId").asString()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("nginx", "stock", "127.0.0.1");
    }

    @Test
    void theDiagnosisCanBeLeftOut() throws Exception {
        WebApplication shop = shop(NGINX, ON, ONCE, UNBROKEN, "hopguard.errors.include-diagnosis=false");
        assertThat(problem(shop.get("/client")).has("diagnosis")).isFalse();
    }

    @Test
    void internalsAreThereWhenAskedFor() throws Exception {
        WebApplication shop = shop(NGINX, ON, ONCE, UNBROKEN, "hopguard.errors.include-internals=true");
        JsonNode problem = problem(shop.get("/client"));
        assertThat(problem.get("story").asString())
                .startsWith("GET /stock/{id} failed after 1 attempt")
                .doesNotContain("a-secret");
        assertThat(problem.at("/diagnosis/product").asString()).isEqualTo("nginx");
        assertThat(problem.at("/diagnosis/evidence/0/field").asString()).isNotEmpty();
        assertThat(problem.at("/diagnosis/advice").size()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"/client", "/rest-client"})
    void byDefaultFailuresAreLeftToTheApplication(String path) throws Exception {
        WebApplication shop = shop(NGINX, ONCE, UNBROKEN);
        assertThat(shop.get(path).statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 409})
    void whatTheApplicationGotWrongIsNoMatterOfGateways(int behind) throws Exception {
        WebApplication shop = shop(response(behind, "", "no"), ON, UNBROKEN);
        assertThat(shop.get("/client").statusCode()).isEqualTo(500);
        assertThat(shop.get("/rest-client").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"0, 502", "2147483647, 418"})
    void theOrderSaysWhoseAdviceIsTaken(int order, int status) throws Exception {
        try (WebApplication shop = new WebApplication(
                Careful.class, ScriptedServer.answering(NGINX), ON, ONCE, UNBROKEN, "hopguard.errors.order=" + order)) {
            assertThat(shop.get("/client").statusCode()).isEqualTo(status);
        }
    }

    @Test
    void whatFailedInTheMiddleOfARequestDecides() {
        HopguardException late = new DeadlineExceededException(FailureDetails.of("too late", Phase.ADMISSION, null));
        HopguardException outer = new RequestBodyException(FailureDetails.of("no body", Phase.WRITE, late));
        ResponseEntity<ProblemDetail> answer =
                new HopguardErrorAdvice(new ErrorProperties(true, true, false, 0)).answer(outer);
        assertThat(answer.getStatusCode().value()).isEqualTo(504);
        assertThat(answer.getBody().getProperties()).containsEntry("code", "deadline_exceeded");
    }

    static Stream<Arguments> failures() {
        return Stream.<Arguments>of(
                Arguments.of((Function<FailureDetails, HopguardException>) BulkheadFullException::new, 503),
                Arguments.of((Function<FailureDetails, HopguardException>) ClientClosedException::new, 503),
                Arguments.of((Function<FailureDetails, HopguardException>) ConnectionLostException::new, 502),
                Arguments.of((Function<FailureDetails, HopguardException>) DnsException::new, 502),
                Arguments.of((Function<FailureDetails, HopguardException>) EmptyBodyException::new, 502),
                Arguments.of((Function<FailureDetails, HopguardException>) TokenFailedException::new, 502));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void otherFailuresHaveTheirStatusToo(Function<FailureDetails, HopguardException> failure, int status) {
        HopguardException made = failure.apply(FailureDetails.of("a test", Phase.ADMISSION, null));
        assertThat(new HopguardErrorAdvice(new ErrorProperties(true, true, false, 0))
                        .answer(made)
                        .getStatusCode()
                        .value())
                .isEqualTo(status);
    }
}
