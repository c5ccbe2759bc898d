package io.hopguard.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class DemoCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine demo =
            new CommandLine(new DemoCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void endsWithOneJsonObjectWhoseFiguresAddUp() {
        assertThat(demo.execute("--seconds", "3", "--json")).isZero();
        assertThat(out.toString().lines()).hasSize(1);
        JsonNode json = Json.MAPPER.readTree(out.toString());
        assertThat(json.get("contestants")).hasSize(3).allSatisfy(DemoCommandTest::addsUp);
        JsonNode plain = json.get("contestants").get(0);
        assertThat(plain.get("requestsSent").asInt())
                .isGreaterThanOrEqualTo(plain.get("calls").asInt());
        assertThat(err.toString()).contains("outage");
    }

    private static void addsUp(JsonNode contestant) {
        int calls = contestant.get("calls").asInt();
        int succeeded = contestant.get("succeeded").asInt();
        int failed = contestant.get("failed").asInt();
        assertThat(calls).isPositive();
        assertThat(succeeded + failed + contestant.get("wrongAnswers").asInt()).isEqualTo(calls);
        assertThat(contestant.get("successRate").asDouble()).isEqualTo((double) succeeded / calls);
        assertThat(contestant.get("requestsSent").asInt()).isGreaterThanOrEqualTo(succeeded);
        assertThat(sum(contestant.get("phases"), "calls")).isEqualTo(calls);
        assertThat(sum(contestant.get("phases"), "requestsSent"))
                .isEqualTo(contestant.get("requestsSent").asInt());
        assertThat(sum(contestant.get("exceptions"), "count")).isEqualTo(failed);
    }

    private static int sum(JsonNode array, String field) {
        int sum = 0;
        for (JsonNode one : array) {
            sum += one.get(field).asInt();
        }
        return sum;
    }

    @Test
    void endsWithATableOfAllContestants() {
        assertThat(demo.execute("--seconds", "2")).isZero();
        assertThat(out.toString())
                .containsPattern("plain +naive retry +Hopguard")
                .contains("success rate", "requests per call", "first success after recovery", "How to read it")
                .contains("What the exceptions of Hopguard said:");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesALengthThatIsTooShort() {
        assertThat(demo.execute("--seconds", "0")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--seconds must be from 2 to 600, but is 0");
    }
}
