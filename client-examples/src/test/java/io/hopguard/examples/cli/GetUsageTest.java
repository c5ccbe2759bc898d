package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GetUsageTest {
    /** Nothing listens there; no test of this class gets that far. */
    private static final String URL = "http://127.0.0.1:1/";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--timeout 0s",
                "--timeout -1s",
                "--timeout soon",
                "--timeout 5",
                "--timeout 999999999m",
                "--attempts 0",
                "--attempts -1",
                "--attempts many",
                "--nonsense",
                "-X CONNECT",
                "-X a:b"
            })
    void wrongOptionExitsWith2AndPrintsNothingOnStandardOutput(String options) {
        Ran ran = Ran.program(("get " + options + " " + URL).split(" "));

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).isNotBlank().doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8080/x | write http://",
                "/path | write http://",
                "ftp://host/ | http",
                "http:// | Expected authority",
                "http:///path | host",
                "http://host:99999/ | port",
                "http://host/{id} | Illegal character",
                "http://host/a b | Illegal character",
                "http://user:pass@host/ | credentials"
            })
    void wrongUrlExitsWith2AndSaysWhy(String url, String reason) {
        Ran ran = Ran.program("get", "--json", url);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains(reason).doesNotContain("user:pass");
        JsonNode report = ran.json();
        assertThat(report.get("url").asString()).isEqualTo(url);
        assertThat(report.get("error").asString()).isEqualTo("InvalidRequestException");
        assertThat(report.get("code").asString()).isEqualTo("invalid_request");
    }

    @Test
    void hostWithUnderscoresIsCalled() {
        assertThat(Ran.program("get", "--no-retry", "http://no_such_host.invalid/")
                        .exitCode())
                .isEqualTo(7);
    }

    @Test
    void wrongHeaderIsNamedAndItsValueIsNotShown() {
        Ran illegal = Ran.program("get", "-H", "X-Token: s3cret\u00e9", URL);
        assertThat(illegal.exitCode()).isEqualTo(2);
        assertThat(illegal.err()).contains("X-Token").doesNotContain("s3cret");

        Ran split = Ran.program("get", "-H", "X-Token: s3cret\r\nX-Evil: 1", URL);
        assertThat(split.exitCode()).isEqualTo(2);
        assertThat(split.err()).contains("X-Token").doesNotContain("s3cret", "X-Evil");

        Ran colonless = Ran.program("get", "-H", "A: b", "-H", "Bearer s3cret", URL);
        assertThat(colonless.exitCode()).isEqualTo(2);
        assertThat(colonless.err()).contains("-H number 2").doesNotContain("s3cret");
    }

    @Test
    void headerWithoutQuotesIsExplainedAndNotShown() {
        Ran ran = Ran.program("get", URL, "-H", "Authorization:", "Bearer", "s3cret");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("in quotes").doesNotContain("s3cret");
    }

    @Test
    void headerValueIsNotShownWhenTheCallFails() {
        Ran ran = Ran.program("get", "--json", "--no-retry", "-H", "Authorization: Bearer s3cret", URL);

        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.out() + ran.err()).doesNotContain("s3cret");
    }

    @Test
    void missingFileExitsWith2AndIsNamed() {
        Ran ran = Ran.program("get", "-d", "@no/such/file", URL);

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("no/such/file");
    }

    @Test
    void urlsAndBodyCannotBothComeFromStandardInput() {
        assertThat(Ran.program("get", "-d", "@-", "-").exitCode()).isEqualTo(2);
    }

    @Test
    void helpTellsEveryExitCodeAndTheDefaults() {
        Ran ran = Ran.program("get", "--help");

        assertThat(ran.exitCode()).isZero();
        for (ExitCode code : ExitCode.values()) {
            assertThat(ran.out()).containsPattern("(?m)^  " + code.number() + " ");
        }
        assertThat(ran.out()).contains("Default: 10s", "Default: 3");
        assertThat(Ran.program("--help").out()).contains("get");
        assertThat(Ran.program("--version").out()).startsWith("hopguard ");
        assertThat(Ran.program().exitCode()).isEqualTo(2);
    }
}
