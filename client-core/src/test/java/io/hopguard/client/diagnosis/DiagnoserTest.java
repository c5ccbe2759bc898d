package io.hopguard.client.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The order of evidence, what is never concluded. */
class DiagnoserTest {
    private static final Diagnoser STANDARD = Diagnoser.standard();
    private static final String NGINX_PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";

    private static Facts.Builder answer(int status, String body, String... fields) {
        Facts.Builder facts = Facts.of(Facts.Ending.ANSWERED)
                .status(status, "")
                .accept("application/json")
                .body(body.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < fields.length; i += 2) {
            facts.field(fields[i], fields[i + 1]);
        }
        return facts;
    }

    private static Diagnosis of(int status, String body, String... fields) {
        return STANDARD.diagnose(answer(status, body, fields).build());
    }

    @Test
    void aPageNamesItsProductThoughTheServerHeaderIsRemovedOrForged() {
        assertThat(of(502, NGINX_PAGE).product()).isEqualTo("nginx");
        assertThat(of(502, NGINX_PAGE, "Server", "Apache/2.4").product()).isEqualTo("nginx");
        assertThat(of(502, NGINX_PAGE, "Server", "gunicorn").answeredBy()).isEqualTo(AnsweredBy.GATEWAY);
    }

    @Test
    void adviceForCaddySaysWhatToDoWithTheWordsOfItsLog() {
        assertThat(of(502, "", "Server", "Caddy").advice())
                .filteredOn(step -> step.contains("\""))
                .hasSizeGreaterThan(4)
                .allMatch(step -> step.startsWith("read ") || step.startsWith("look for "));
    }

    @Test
    void adviceForManyCausesNamesTheLogAndThenHasALineForEachCause() {
        Diagnosis diagnosis = of(502, NGINX_PAGE);

        assertThat(diagnosis.causes()).hasSize(10);
        assertThat(diagnosis.advice())
                .hasSize(11)
                .doesNotHaveDuplicates()
                .anyMatch(step -> step.contains("upstream sent too big header") && step.contains("proxy_buffer_size"));
        assertThat(diagnosis.advice().get(0)).startsWith("read nginx's error.log");
    }

    @Test
    void aCauseShownElsewhereLeavesItsOwnAdviceAndTheLog() {
        Diagnosis page = of(502, NGINX_PAGE);
        Diagnosis narrowed = page.narrowedTo(Cause.RESPONSE_HEADER_TOO_LARGE);

        assertThat(narrowed.causes()).containsExactly(Cause.RESPONSE_HEADER_TOO_LARGE);
        assertThat(narrowed.advice())
                .hasSize(2)
                .startsWith(page.advice().get(0))
                .last()
                .asString()
                .contains("upstream sent too big header");
        assertThat(narrowed.confidence()).isEqualTo(page.confidence());
        assertThat(narrowed.evidence()).isEqualTo(page.evidence());
        assertThat(narrowed.product()).isEqualTo("nginx");
        assertThat(page.narrowedTo(Cause.OVERLOADED)).isSameAs(page);
        assertThat(narrowed.narrowedTo(Cause.RESPONSE_HEADER_TOO_LARGE)).isSameAs(narrowed);
    }

    @Test
    void aPageThatIsQuotedIsNobodysAnswer() {
        String escaped = NGINX_PAGE.replace("\r\n", "\\r\\n");
        List<Diagnosis> quotes = List.of(
                of(502, "{\"log\":\"" + escaped + "\"}", "Content-Type", "application/json", "Server", "nginx"),
                of(500, "{\"upstreamBody\":\"" + escaped + "\"}", "Content-Type", "application/json"),
                of(503, "We saw this page:\n" + NGINX_PAGE, "Content-Type", "text/plain"),
                of(
                        503,
                        "<html><body><h1>How to fix nginx</h1><pre>" + NGINX_PAGE.replace("<", "&lt;")
                                + "</pre></body></html>"),
                of(
                        502,
                        "{\"error\":\"upstream connect error or disconnect/reset before headers\"}",
                        "Content-Type",
                        "application/json"),
                of(404, NGINX_PAGE, "Content-Type", "text/html"),
                of(503, "<p>Faithfully yours, nginx.</p> is what it said", "Content-Type", "text/html"));
        assertThat(quotes).allSatisfy(quote -> {
            assertThat(quote.product()).isNull();
            assertThat(quote.answeredBy()).isEqualTo(AnsweredBy.UNKNOWN);
        });
    }

    @Test
    void theServerHeaderOfAGatewayOverAForeignBodyNamesNobody() {
        for (String server :
                List.of("nginx", "Apache", "lighttpd/1.4", "ATS/9.2", "h2o/2.2", "Varnish", "cloudflare", "envoy")) {
            Diagnosis json =
                    of(502, "{\"error\":\"payment failed\"}", "Content-Type", "application/json", "Server", server);
            assertThat(json.product()).as(server).isNull();
            assertThat(json.answeredBy()).as(server).isEqualTo(AnsweredBy.UNKNOWN);
            Diagnosis page = of(503, "<html><body>Sorry</body></html>", "Content-Type", "text/html", "Server", server);
            assertThat(page.product()).as(server).isNull();
            assertThat(page.answeredBy()).as(server).isEqualTo(AnsweredBy.UNKNOWN);
        }
    }

    @Test
    void anUnknownProductStaysUnknown() {
        for (int status : List.of(400, 403, 404, 429, 500, 502, 503, 504)) {
            for (String body :
                    List.of("", "Bad Gateway", "<html><title>" + status + "</title><h1>Oops</h1></html>", "{}")) {
                Diagnosis diagnosis = of(status, body, "Server", "SomeProxy/3");
                assertThat(diagnosis.product()).isNull();
                assertThat(diagnosis.answeredBy()).isEqualTo(AnsweredBy.UNKNOWN);
                assertThat(diagnosis.confidence()).isNotEqualTo(Confidence.CERTAIN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyError.class)
    void eachErrorOfProxyStatusIsACertainCause(ProxyError error) {
        Diagnosis diagnosis = of(502, NGINX_PAGE, "Proxy-Status", "ExampleCDN; error=" + error.token());
        assertThat(diagnosis.confidence()).isEqualTo(Confidence.CERTAIN);
        assertThat(diagnosis.answeredBy()).isEqualTo(AnsweredBy.GATEWAY);
        assertThat(diagnosis.causes()).isNotEmpty().doesNotContain(Cause.UNKNOWN);
        assertThat(diagnosis.hops()).contains("ExampleCDN");
        assertThat(diagnosis.product()).isNull();
    }

    @Test
    void aReceivedStatusSaysThatTheOriginAnsweredSo() {
        Diagnosis diagnosis = of(503, "{}", "Proxy-Status", "cdn; received-status=503");
        assertThat(diagnosis.answeredBy()).isEqualTo(AnsweredBy.ORIGIN);
        assertThat(diagnosis.causes()).containsExactly(Cause.APPLICATION_ERROR);
        assertThat(of(502, NGINX_PAGE, "Proxy-Status", "cdn; received-status=502")
                        .product())
                .isEqualTo("nginx");
    }

    @Test
    void proxyStatusNamesAProductThatGoesByItsOwnName() {
        assertThat(of(502, "", "Proxy-Status", "squid; error=connection_refused")
                        .product())
                .isEqualTo("squid");
    }

    @Test
    void theChainOfHopsBeginsAtTheOneNearestToThisClient() {
        Diagnosis diagnosis = of(
                502,
                NGINX_PAGE,
                "CF-RAY",
                "1-FRA",
                "Via",
                "1.1 varnish (Varnish/7.1), 1.1 edge.example",
                "Server",
                "nginx");
        assertThat(diagnosis.hops()).containsExactly("cloudflare", "edge.example", "varnish", "nginx");
    }

    @Test
    void jsonThatEndsEarlyInsideAWholeMessageIsTruncation() {
        Diagnosis cut = of(200, "{\"a\":[1,\"}\\\"", "Content-Type", "application/json", "Server", "nginx");
        assertThat(cut.causes()).containsExactly(Cause.TRUNCATED_RESPONSE);
        assertThat(cut.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(of(200, "{\"a\":\"}\\\"\"}", "Content-Type", "application/json"))
                .isSameAs(Diagnosis.unknown());
        assertThat(of(200, "not json", "Content-Type", "application/json")).isSameAs(Diagnosis.unknown());
    }

    @Test
    void jsonLongerThanWhatIsLookedAtIsNotCalledCut() {
        String body = "[" + "1,".repeat(Facts.MAX_BODY_BYTES) + "1]";
        assertThat(of(200, body, "Content-Type", "application/json")).isSameAs(Diagnosis.unknown());
    }

    @Test
    void aPageWhereJsonWasAskedForIsNoSuccess() {
        assertThat(of(200, NGINX_PAGE, "Content-Type", "text/html").causes()).contains(Cause.CONFIGURATION);
        assertThat(of(200, NGINX_PAGE, "Content-Type", "text/html").product()).isNull();
        assertThat(STANDARD.diagnose(answer(200, NGINX_PAGE, "Content-Type", "text/html")
                        .accept("")
                        .build()))
                .isSameAs(Diagnosis.unknown());
    }

    @Test
    void silenceOnAReusedConnectionIsFirstOfAllAStaleKeepAlive() {
        Facts.Builder facts = Facts.of(Facts.Ending.NO_RESPONSE)
                .observed(Cause.CONNECTION_CLOSED)
                .elapsedNanos(1000);
        Diagnosis fresh = STANDARD.diagnose(facts.build());
        Diagnosis reused = STANDARD.diagnose(facts.connection(true, false).build());
        assertThat(reused.answeredBy()).isEqualTo(AnsweredBy.NETWORK);
        assertThat(reused.causes())
                .startsWith(Cause.CONNECTION_CLOSED)
                .hasSizeLessThan(fresh.causes().size());
        assertThat(fresh.causes()).contains(Cause.WORKER_FAILED).doesNotContain(Cause.CONNECT_TIMEOUT);
        assertThat(STANDARD.diagnose(facts.connection(false, false)
                                .elapsedNanos(TimeUnit.SECONDS.toNanos(30))
                                .build())
                        .causes())
                .contains(Cause.CONNECT_TIMEOUT);
    }

    @Test
    void whatWasNotSentIsSeenByThisProcess() {
        Diagnosis refused = STANDARD.diagnose(Facts.of(Facts.Ending.NOT_SENT)
                .observed(Cause.CONNECTION_REFUSED)
                .build());
        assertThat(refused.answeredBy()).isEqualTo(AnsweredBy.NETWORK);
        assertThat(refused.causes()).containsExactly(Cause.CONNECTION_REFUSED);
        assertThat(refused.confidence()).isEqualTo(Confidence.CERTAIN);
        Diagnosis full = STANDARD.diagnose(
                Facts.of(Facts.Ending.NOT_SENT).observed(Cause.OVERLOADED).build());
        assertThat(full.answeredBy()).isEqualTo(AnsweredBy.CLIENT);
    }

    @Test
    void noSecretAndNoControlCharacterStandsInTheEvidence() {
        Diagnoser own =
                STANDARD.with("product mine\nrole gateway\nsignature s\nfield Set-Cookie: *\nanswer 500: DENIED\n");
        Diagnosis diagnosis =
                own.diagnose(answer(500, "a\u0007b", "Set-Cookie", "session=geheim", "Retry-After", "\u001b[31m")
                        .build());
        assertThat(diagnosis.product()).isEqualTo("mine");
        assertThat(diagnosis.evidence().toString()).doesNotContain("geheim").doesNotContain("\u001b");
    }

    @Test
    void hostileAnswersNeitherFailNorGrowTheDiagnosis() {
        String huge = "<html> <head><title>502 ".repeat(2000);
        Facts.Builder facts = answer(502, huge, "Via", "1.1 (".repeat(5000), "Proxy-Status", "\"".repeat(20_000));
        for (int i = 0; i < 3000; i++) {
            facts.field("X-" + i, "v".repeat(100));
            facts.field("Via", "1.1 hop" + i);
        }
        Diagnosis diagnosis = STANDARD.diagnose(facts.build());
        assertThat(diagnosis.hops()).hasSizeLessThanOrEqualTo(16);
        assertThat(diagnosis.evidence())
                .allSatisfy(seen -> assertThat(seen.value()).hasSizeLessThan(200));
    }

    @Test
    void everyRuleOfAProductHasCausesSourceAndAdvice() {
        Set<String> names = new java.util.HashSet<>();
        for (Product product : STANDARD.knowledge().products()) {
            assertThat(names.add(product.name())).as(product.name()).isTrue();
            assertThat(product.roles()).as(product.name()).isNotEmpty();
            assertThat(product.sources()).as(product.name()).isNotEmpty();
            assertThat(product.answers()).as(product.name()).isNotEmpty();
            product.answers().forEach(answer -> {
                assertThat(answer.causes()).as(answer.toString()).isNotEmpty().doesNotHaveDuplicates();
                assertThat(answer.source()).isNotEmpty();
                if (!answer.causes().equals(List.of(Cause.UNKNOWN))) {
                    assertThat(STANDARD.knowledge().advice(answer).lines()).isNotEmpty();
                }
            });
        }
    }

    /** Counts work instead of time: twice the body must not cost more than about twice the comparisons. */
    @Test
    void theWorkGrowsWithTheBodyAtMostLinearly() {
        Facts small = answer(502, "<html> <head><title>502 ".repeat(100)).build();
        Facts large = answer(502, "<html> <head><title>502 ".repeat(600)).build();
        long few = best(small);
        long many = best(large);
        assertThat(many).isLessThan(40 * few);
    }

    private static long best(Facts facts) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 30; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                STANDARD.diagnose(facts);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    @Test
    void evidenceShowsTheMarkAndNeverTheBody() {
        String cut = "{\"access_token\":\"s3cret\",\"expires";
        String page = "Error occurred while trying to proxy: localhost:3000/api?api_key=s3cret";
        Diagnosis early = STANDARD.diagnose(Facts.of(Facts.Ending.ANSWERED)
                .status(200, "OK")
                .field("Content-Type", "application/json")
                .body(cut.getBytes(StandardCharsets.UTF_8))
                .build());
        Diagnosis proxied = STANDARD.diagnose(Facts.of(Facts.Ending.ANSWERED)
                .status(504, "Gateway Timeout")
                .field("Proxy-Status", "edge?key=s3cret; error=http_response_timeout; details=\"GET /x?token=s3cret\"")
                .body(page.getBytes(StandardCharsets.UTF_8))
                .build());
        assertThat(early.causes()).containsExactly(Cause.TRUNCATED_RESPONSE);
        assertThat(early.evidence() + " " + proxied.evidence()).doesNotContain("s3cret");
    }

    @Test
    void fromABodyThatNobodySawNothingIsConcluded() {
        Facts.Builder envoy = Facts.of(Facts.Ending.ANSWERED)
                .status(503, "Service Unavailable")
                .field("server", "envoy")
                .field("content-length", "91");
        Diagnosis unseen = STANDARD.diagnose(envoy.bodyUnseen().build());
        assertThat(unseen.confidence()).isNotEqualTo(Confidence.LIKELY);
        assertThat(unseen.answeredBy()).isNotEqualTo(AnsweredBy.GATEWAY);
        assertThat(STANDARD.diagnose(Facts.of(Facts.Ending.ANSWERED)
                                .status(200, "OK")
                                .field("Content-Type", "application/json")
                                .bodyUnseen()
                                .build())
                        .causes())
                .containsExactly(Cause.UNKNOWN);
    }

    @Test
    void whatThisClientStoppedWaitingForIsNobodysCut() {
        Diagnosis left = STANDARD.diagnose(Facts.of(Facts.Ending.TRUNCATED)
                .status(200, "OK")
                .observed(Cause.RESPONSE_TIMEOUT)
                .build());
        assertThat(left.causes()).containsExactly(Cause.RESPONSE_TIMEOUT);
        assertThat(left.answeredBy()).isEqualTo(AnsweredBy.UNKNOWN);
    }

    @Test
    void aBodyThatIsBrokenBehindItsHeadIsNoOtherProtocol() {
        Diagnosis broken = STANDARD.diagnose(Facts.of(Facts.Ending.MALFORMED)
                .status(200, "OK")
                .observed(Cause.MALFORMED_RESPONSE)
                .body("220 orders".getBytes(StandardCharsets.UTF_8))
                .build());
        assertThat(broken.causes()).containsExactly(Cause.MALFORMED_RESPONSE);
    }
}
