package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GetJsonTest {
    private Server server;

    @BeforeEach
    void start() throws IOException {
        server = Server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void successIsOneLineWithAllFields() {
        Ran ran = Ran.program(
                "get", "--json", server.answering("two\nlines\u2028\u00e9").url("/200"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).endsWith("}\n").containsPattern("\\A\\p{ASCII}+\\z");
        JsonNode report = ran.json();
        assertThat(report.propertyNames())
                .containsExactly(
                        "url",
                        "method",
                        "status",
                        "error",
                        "code",
                        "elapsedMs",
                        "attempts",
                        "headers",
                        "body",
                        "diagnosis");
        assertThat(report.get("url").asString()).isEqualTo(server.url("/200"));
        assertThat(report.get("method").asString()).isEqualTo("GET");
        assertThat(report.get("status").asInt()).isEqualTo(200);
        assertThat(report.get("error").isNull()).isTrue();
        assertThat(report.get("code").isNull()).isTrue();
        assertThat(report.get("elapsedMs").isIntegralNumber()).isTrue();
        assertThat(report.get("headers").get("X-twice"))
                .extracting(JsonNode::asString)
                .containsExactly("one", "two");
        assertThat(report.get("body").asString()).isEqualTo("two\nlines\u2028\u00e9");
        assertThat(report.get("diagnosis").get("causes")).isNotEmpty();
        assertThat(report.get("attempts").get(0).get("diagnosis").isNull()).isTrue();
    }

    @Test
    void badGatewayHasTheStatusTheExceptionTheAnswerAndAllAttempts() {
        Ran ran = Ran.program("get", "--json", server.url("/502"));

        assertThat(ran.exitCode()).isEqualTo(22);
        JsonNode report = ran.json();
        assertThat(report.get("status").asInt()).isEqualTo(502);
        assertThat(report.get("error").asString()).isEqualTo("BadGatewayException");
        assertThat(report.get("code").asString()).isEqualTo("bad_gateway");
        assertThat(report.get("body").asString()).isEqualTo("body");
        assertThat(report.get("headers").has("X-twice")).isTrue();
        assertThat(report.get("attempts")).hasSize(3).allSatisfy(attempt -> {
            assertThat(attempt.propertyNames())
                    .containsExactly(
                            "number", "status", "error", "phase", "elapsedMs", "waitedMs", "peer", "diagnosis");
            assertThat(attempt.get("diagnosis").propertyNames())
                    .containsExactly("answeredBy", "product", "cause", "causes");
            assertThat(attempt.get("status").asInt()).isEqualTo(502);
            assertThat(attempt.get("error").isNull()).isTrue();
        });
        assertThat(report.get("diagnosis").propertyNames())
                .containsExactly("answeredBy", "product", "causes", "confidence", "evidence", "advice", "hops");
    }

    @Test
    void attemptWithSeveralCausesDoesNotGuessOne() {
        JsonNode report = Ran.program(
                        "get",
                        "--json",
                        "--no-retry",
                        server.answering("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                                        + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
                                        + "</body>\r\n</html>\r\n")
                                .url("/502"))
                .json();
        JsonNode attempt = report.get("attempts").get(0).get("diagnosis");

        assertThat(attempt.get("product").asString()).isEqualTo("nginx");
        assertThat(attempt.get("cause").asString()).isEqualTo("SEVERAL");
        assertThat(attempt.get("causes"))
                .hasSizeGreaterThan(4)
                .isEqualTo(report.get("diagnosis").get("causes"));
    }

    @Test
    void attemptWithOneCauseNamesIt() {
        JsonNode report = Ran.program("get", "--json", "--no-retry", "http://127.0.0.1:1/")
                .json();
        JsonNode attempt = report.get("attempts").get(0).get("diagnosis");

        assertThat(attempt.get("cause").asString()).isEqualTo("CONNECTION_REFUSED");
        assertThat(attempt.get("causes")).extracting(JsonNode::asString).containsExactly("CONNECTION_REFUSED");
    }

    @Test
    void cookiesKeepTheirNamesAndAttributesOnly() {
        for (String path : List.of("/200", "/404")) {
            Ran ran = Ran.program("get", "--json", server.url(path));

            assertThat(ran.json().get("headers").get("Set-cookie"))
                    .as(path)
                    .extracting(JsonNode::asString)
                    .containsExactly("sid=***; Path=/; HttpOnly", "***");
            assertThat(ran.out()).as(path).doesNotContain("s3cret");
        }
    }

    @Test
    void absentBodyOfAHeadIsNoCutJson() {
        JsonNode report = Ran.program(
                        "get", "--json", "-X", "HEAD", "-H", "Accept: application/json", server.url("/201"))
                .json();

        assertThat(report.get("diagnosis").get("causes").get(0).asString()).isEqualTo("UNKNOWN");
    }

    @Test
    void bodyOfAFailureEndsAfter16KiB() {
        Ran ran = Ran.program(
                "get", "--json", server.answering("x".repeat(20_000)).url("/404"));

        assertThat(ran.json().get("body").asString()).hasSize(16 * 1024);
    }

    @Test
    void failureWithoutResponseHasNullsAndEmptyHeaders() {
        JsonNode report = Ran.program("get", "--json", "--no-retry", "http://127.0.0.1:1/")
                .json();

        assertThat(report.get("status").isNull()).isTrue();
        assertThat(report.get("body").isNull()).isTrue();
        assertThat(report.get("headers").isObject()).isTrue();
        assertThat(report.get("headers")).isEmpty();
        assertThat(report.get("diagnosis").get("evidence").get(0).propertyNames())
                .containsExactly("field", "value", "meaning");
    }

    @Test
    void everyLineOfStandardInputIsACallAndABadOneStopsNothing() {
        String lines = String.join(
                "\r\n", "# comment", "", server.url("/200"), "  ", "not a url", server.url("/404"), server.url("/204"));

        Ran ran = Ran.withInput(lines, "get", "--json", "-");

        assertThat(ran.exitCode()).as("that of the last failure").isEqualTo(22);
        List<JsonNode> reports = ran.jsonLines();
        assertThat(reports)
                .extracting(report -> report.get("url").asString())
                .containsExactly(server.url("/200"), "not a url", server.url("/404"), server.url("/204"));
        assertThat(reports)
                .extracting(report -> report.get("error").asString(""))
                .containsExactly("", "InvalidRequestException", "NotFoundException", "");
    }

    @Test
    void badHeaderIsReportedForEveryLine() {
        Ran ran = Ran.withInput("http://a/\nhttp://b/\n", "get", "--json", "-H", "no colon", "-");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.jsonLines())
                .extracting(report -> report.get("error").asString())
                .containsExactly("InvalidRequestException", "InvalidRequestException");
    }

    @Test
    void openBreakerRefusesFurtherLinesUnlessItIsOff() {
        String lines = (server.url("/500") + "\n").repeat(25);

        Ran with = Ran.withInput(lines, "get", "--json", "-");
        assertThat(with.exitCode()).isEqualTo(1);
        assertThat(with.jsonLines().get(24).get("error").asString()).isEqualTo("CircuitOpenException");

        Ran without = Ran.withInput(lines, "get", "--json", "--no-breaker", "-");
        assertThat(without.exitCode()).isEqualTo(22);
    }

    @Test
    void noLinesAreNoFailure() {
        Ran ran = Ran.withInput("\n# nothing\n", "get", "--json", "-");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEmpty();
    }
}
