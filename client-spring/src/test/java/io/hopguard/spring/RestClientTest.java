package io.hopguard.spring;

import static io.hopguard.spring.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hopguard.client.error.ConnectionLostException;
import io.hopguard.client.error.DeadlineExceededException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.TruncatedResponseException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestTemplate;

/** What users of Spring's clients expect, with us below them. */
class RestClientTest {
    private static final String[] QUICK = {
        "hopguard.defaults.retry.base-delay=1ms", "hopguard.defaults.retry.jitter=none"
    };

    /** A value as JSON. */
    record Order(int id, String status) {}

    /** A value that nobody can write. */
    record Broken(int id) {
        @Override
        public int id() {
            throw new IllegalStateException("no id");
        }
    }

    private static void with(ScriptedServer server, BiConsumer<RestClient, ScriptedServer> test, String... properties) {
        try (server) {
            Application.runner(QUICK)
                    .withPropertyValues(properties)
                    .run(context -> test.accept(
                            context.getBean(RestClient.Builder.class)
                                    .baseUrl(server.url())
                                    .build(),
                            server));
        }
    }

    private static ScriptedServer inTurn(String... responses) {
        return new ScriptedServer(c -> {
            for (int i = 0; c.request() != null; i++) {
                c.send(responses[Math.min(i, responses.length - 1)]);
            }
        });
    }

    @Test
    void valuesGoOutAndComeInAsJson() {
        with(
                ScriptedServer.answering(response(
                        201, "Content-Type: application/json\r\nX-Trace: t1\r\n", "{\"id\":42,\"status\":\"paid\"}")),
                (client, server) -> {
                    ResponseEntity<Order> answer = client.put()
                            .uri("/orders/{id}", 42)
                            .body(new Order(42, "new"))
                            .retrieve()
                            .toEntity(Order.class);
                    assertThat(answer.getStatusCode().value()).isEqualTo(201);
                    assertThat(answer.getHeaders().getFirst("X-Trace")).isEqualTo("t1");
                    assertThat(answer.getBody()).isEqualTo(new Order(42, "paid"));
                    assertThat(server.requests().get(0))
                            .startsWith("PUT /orders/42 HTTP/1.1\r\n")
                            .contains("\r\nX-Timeout-Budget-Ms: ")
                            .contains("{\"id\":42,\"status\":\"new\"}");
                });
    }

    @Test
    void aValueThatCannotBeWrittenFailsAsWithAnyOtherTransport() {
        with(
                ScriptedServer.ok("fine"),
                (client, server) -> assertThatThrownBy(() -> client.put()
                                .uri("/orders")
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(new Broken(1))
                                .retrieve()
                                .toBodilessEntity())
                        .isInstanceOf(HttpMessageConversionException.class));
    }

    @Test
    void aBadGatewayIsRetriedBelowTheRestClient() {
        with(inTurn(response(502, "", "oops"), response(200, "", "fine")), (client, server) -> {
            assertThat(client.get().uri("/").retrieve().body(String.class)).isEqualTo("fine");
            assertThat(server.requests()).hasSize(2);
        });
    }

    @Test
    void theLastAnswerGoesToTheStatusHandlers() {
        with(
                inTurn(response(502, "", "one"), response(502, "", "two"), response(503, "X-Last: yes\r\n", "three")),
                (client, server) -> {
                    HttpServerErrorException failure = catchThrowableOfType(
                            HttpServerErrorException.class,
                            () -> client.get().uri("/").retrieve().body(String.class));
                    assertThat(failure.getStatusCode().value()).isEqualTo(503);
                    assertThat(failure.getResponseBodyAsString()).isEqualTo("three");
                    assertThat(failure.getResponseHeaders().getFirst("X-Last")).isEqualTo("yes");
                    assertThat(server.requests()).hasSize(3);
                    assertThat(client.get()
                                    .uri("/")
                                    .retrieve()
                                    .onStatus(HttpStatusCode::isError, (request, response) -> {})
                                    .toBodilessEntity()
                                    .getStatusCode()
                                    .value())
                            .isEqualTo(503);
                });
    }

    @Test
    void problemDetailsAreRead() {
        with(
                ScriptedServer.answering(response(
                        409, "Content-Type: application/problem+json\r\n", "{\"title\":\"taken\",\"status\":409}")),
                (client, server) -> {
                    RestClientException failure = catchThrowableOfType(
                            RestClientException.class,
                            () -> client.get().uri("/").retrieve().body(String.class));
                    assertThat(((org.springframework.web.client.RestClientResponseException) failure)
                                    .getResponseBodyAs(ProblemDetail.class)
                                    .getTitle())
                            .isEqualTo("taken");
                });
    }

    @Test
    void noAnswerIsAResourceAccessExceptionWhoseLastCauseIsOurs() {
        with(new ScriptedServer(c -> c.request()), (client, server) -> {
            ResourceAccessException failure = catchThrowableOfType(
                    ResourceAccessException.class,
                    () -> client.get()
                            .uri("/orders/{id}?key=s3cret", 7)
                            .retrieve()
                            .body(String.class));
            assertThat(failure.getCause()).isInstanceOf(HopguardIOException.class);
            assertThat(failure.getMostSpecificCause())
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("/orders/{id} failed after 3 attempts")
                    .hasMessageNotContaining("s3cret");
            HopguardException ours = (HopguardException) failure.getMostSpecificCause();
            assertThat(ours.attempts()).hasSize(3);
            assertThat(ours.diagnosis()).isNotNull();
            assertThat(ours.getSuppressed()).isNotEmpty();
        });
    }

    @Test
    void theDeadlineEndsAnAnswerThatDrips() {
        with(
                new ScriptedServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
                    for (int i = 0; i < 1000; i++) {
                        c.send("x").silence(20);
                    }
                }),
                (client, server) -> {
                    ResourceAccessException failure = catchThrowableOfType(
                            ResourceAccessException.class,
                            () -> client.get().uri("/").retrieve().body(String.class));
                    assertThat(failure.getMostSpecificCause()).isInstanceOf(DeadlineExceededException.class);
                },
                "hopguard.defaults.timeouts.total=300ms");
    }

    @Test
    void aTruncatedAnswerIsNotTakenForOneWithoutABody() {
        with(
                new ScriptedServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                }),
                (client, server) -> {
                    ResourceAccessException failure = catchThrowableOfType(
                            ResourceAccessException.class,
                            () -> client.get().uri("/").retrieve().toBodilessEntity());
                    assertThat(failure.getMostSpecificCause()).isInstanceOf(TruncatedResponseException.class);
                });
    }

    @Test
    void aPostIsSentOnceUnlessItIsRepeatable() {
        with(ScriptedServer.answering(response(502, "", "")), (client, server) -> {
            client.post().uri("/").body("x").exchange((request, response) -> response.getStatusCode());
            assertThat(server.requests()).hasSize(1);
            client.post()
                    .uri("/")
                    .attributes(HopguardAttributes.idempotencyKey("k-1"))
                    .body("x")
                    .exchange((request, response) -> response.getStatusCode());
            assertThat(server.requests()).hasSize(4);
            assertThat(server.requests().subList(1, 4)).allMatch(sent -> sent.contains("Idempotency-Key: k-1\r\n"));
        });
    }

    @Test
    void aPostThatIsSafeToRepeatIsRepeatedAndAGetThatMustNotBeIsNot() {
        with(ScriptedServer.answering(response(502, "", "")), (client, server) -> {
            client.post()
                    .uri("/")
                    .attributes(HopguardAttributes.retrySafe())
                    .body("x")
                    .exchange((request, response) -> response.getStatusCode());
            assertThat(server.requests()).hasSize(3);
            client.get()
                    .uri("/")
                    .attributes(HopguardAttributes.retryOff())
                    .exchange((request, response) -> response.getStatusCode());
            assertThat(server.requests()).hasSize(4);
        });
    }

    @Test
    void oneCallMayHaveATimeoutOfItsOwn() {
        with(
                new ScriptedServer(c -> {
                    c.request();
                    c.silence(20_000);
                }),
                (client, server) -> {
                    long start = System.nanoTime();
                    ResourceAccessException failure = catchThrowableOfType(
                            ResourceAccessException.class,
                            () -> client.get()
                                    .uri("/")
                                    .attributes(HopguardAttributes.timeout(Duration.ofMillis(100)))
                                    .retrieve()
                                    .body(String.class));
                    assertThat(failure.getMostSpecificCause()).isInstanceOf(DeadlineExceededException.class);
                    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                });
    }

    @Test
    void anAttributeOfAnotherTypeIsRefused() {
        with(ScriptedServer.ok(""), (client, server) -> {
            ResourceAccessException failure = catchThrowableOfType(
                    ResourceAccessException.class,
                    () -> client.get()
                            .uri("/")
                            .attribute(HopguardAttributes.TIMEOUT, "2s")
                            .retrieve()
                            .body(String.class));
            assertThat(failure.getMostSpecificCause())
                    .hasMessageContaining("hopguard.timeout: is a java.lang.String; give a Duration");
            assertThat(server.requests()).isEmpty();
        });
    }

    @Test
    void aStreamThatWasBegunIsNeverSentAgain() {
        with(inTurn(response(502, "", ""), response(200, "", "fine")), (client, server) -> {
            InputStream stream = new ByteArrayInputStream("once".getBytes(StandardCharsets.UTF_8));
            int status = client.put()
                    .uri("/")
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .body(new InputStreamResource(stream))
                    .exchange((request, response) -> response.getStatusCode().value());
            assertThat(status).isEqualTo(502);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0)).contains("once");
            assertThat(client.put()
                            .uri("/")
                            .contentType(MediaType.APPLICATION_OCTET_STREAM)
                            .body(new ByteArrayResource("again".getBytes(StandardCharsets.UTF_8)))
                            .retrieve()
                            .body(String.class))
                    .isEqualTo("fine");
        });
    }

    @Test
    void aLargeStreamIsNotBufferedOnItsWayOut() {
        CountDownLatch begun = new CountDownLatch(1);
        with(
                new ScriptedServer(c -> {
                    c.head();
                    begun.countDown();
                    c.drain(2_000_000);
                    c.send(response(200, "", "taken"));
                }),
                (client, server) -> {
                    InputStream stream = new InputStream() {
                        private int left = 2_000_000;

                        @Override
                        public int read() {
                            return left-- > 0 ? 'x' : -1;
                        }

                        @Override
                        public int read(byte[] bytes, int offset, int length) {
                            if (left <= 1_000_000) {
                                await(begun);
                            }
                            int count = Math.min(length, left);
                            java.util.Arrays.fill(bytes, offset, offset + count, (byte) 'x');
                            left -= count;
                            return count == 0 ? -1 : count;
                        }
                    };
                    assertThat(client.put()
                                    .uri("/")
                                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                                    .contentLength(2_000_000)
                                    .body(new InputStreamResource(stream))
                                    .retrieve()
                                    .body(String.class))
                            .isEqualTo("taken");
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS))
                    .as("it came, and in time")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void multipartFormsAreSent() {
        with(ScriptedServer.ok("taken"), (client, server) -> {
            LinkedMultiValueMap<String, Object> parts = new LinkedMultiValueMap<>(Map.of(
                    "kind",
                    List.of("invoice"),
                    "file",
                    List.of(new ByteArrayResource("data".getBytes(StandardCharsets.UTF_8)))));
            assertThat(client.post()
                            .uri("/")
                            .contentType(MediaType.MULTIPART_FORM_DATA)
                            .body(parts)
                            .retrieve()
                            .body(String.class))
                    .isEqualTo("taken");
            assertThat(server.requests().get(0))
                    .contains("name=\"kind\"")
                    .contains("invoice")
                    .contains("data");
        });
    }

    @Test
    void aStreamedBodyIsHandedOutAsItComesAndClosingItCutsItOff() {
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        with(
                new ScriptedServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                    seen.await(10, TimeUnit.SECONDS);
                    try {
                        c.head();
                    } catch (SocketException e) {
                        // A reset is an end, too.
                    }
                    cut.countDown();
                }),
                (client, server) -> {
                    String begin = client.get()
                            .uri("/")
                            .attributes(HopguardAttributes.stream())
                            .exchange((request, response) -> {
                                String first = new String(response.getBody().readNBytes(5), StandardCharsets.UTF_8);
                                seen.countDown();
                                return first;
                            });
                    assertThat(begin).isEqualTo("first");
                    // While the client is open: it is the response that was closed.
                    await(cut);
                },
                "hopguard.defaults.bulkhead.max-concurrent-calls=1");
    }

    @Test
    void aCutInAStreamedBodyIsTypedToo() {
        with(
                new ScriptedServer(c -> {
                    c.request();
                    c.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nhalf");
                }),
                (client, server) -> {
                    RestClientException failure = catchThrowableOfType(
                            RestClientException.class,
                            () -> client.get()
                                    .uri("/")
                                    .attributes(HopguardAttributes.stream())
                                    .retrieve()
                                    .body(String.class));
                    assertThat(failure.getMostSpecificCause()).isInstanceOf(TruncatedResponseException.class);
                });
    }

    @Test
    void aRestTemplateGoesTheSameWay() {
        try (ScriptedServer server = inTurn(response(503, "", ""), response(200, "", "fine"))) {
            Application.runner(QUICK).run(context -> {
                RestTemplate template =
                        context.getBean(RestTemplateBuilder.class).build();
                assertThat(template.getForObject(server.url() + "/orders/{id}", String.class, 1))
                        .isEqualTo("fine");
                assertThat(template.getRequestFactory()).isInstanceOf(HopguardRequestFactory.class);
            });
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void allBuildersShareOneClientAndItsConnections() {
        try (ScriptedServer server = ScriptedServer.ok("fine")) {
            Application.runner().run(context -> {
                for (int i = 0; i < 3; i++) {
                    context.getBean(RestClient.Builder.class)
                            .build()
                            .get()
                            .uri(server.url())
                            .retrieve()
                            .body(String.class);
                }
            });
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void switchedOffEverythingIsAsSpringBootHasIt() {
        try (ScriptedServer server = ScriptedServer.answering(response(502, "", ""))) {
            Application.runner("hopguard.enabled=false", "hopguard.clients.orders.base-uri=http://localhost")
                    .run(context -> {
                        assertThat(context)
                                .hasNotFailed()
                                .doesNotHaveBean(HopguardClients.class)
                                .doesNotHaveBean("orders");
                        context.getBean(RestClient.Builder.class)
                                .build()
                                .get()
                                .uri(server.url())
                                .exchange((request, response) -> response.getStatusCode());
                        assertThat(server.requests()).hasSize(1);
                        assertThat(server.requests().get(0)).doesNotContain("X-Timeout-Budget-Ms");
                    });
        }
    }
}
