package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GetCallTest {
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
    void successPrintsTheBodyUnchangedAndExitsWith0() {
        Ran ran = Ran.program("get", server.answering("gr\u00fc\u00dfe").url("/200"));

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).isEqualTo("gr\u00fc\u00dfe");
        assertThat(ran.err()).contains("attempt 1: 200 in ").contains("answered 200 after 1 attempt in ");
    }

    @Test
    void notFoundIsAnHttpErrorAfterOneAttempt() {
        Ran ran = Ran.program("get", server.url("/404"));

        assertThat(ran.exitCode()).isEqualTo(22);
        assertThat(ran.out()).isEqualTo("body");
        assertThat(ran.err()).contains("NotFoundException: GET ");
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void redirectIsNotASuccess() {
        assertThat(Ran.program("get", server.url("/304")).exitCode()).isEqualTo(22);
    }

    @Test
    void badGatewayIsTriedThreeTimesAndEachAttemptIsTold() {
        Ran ran = Ran.program("get", server.url("/502"));

        assertThat(ran.exitCode()).isEqualTo(22);
        assertThat(server.received()).hasSize(3);
        assertThat(ran.err().lines().filter(line -> line.startsWith("attempt ")))
                .hasSize(3);
        assertThat(ran.err().lines().filter(line -> line.startsWith("waiting ")))
                .hasSize(2);
        assertThat(ran.err()).contains("BadGatewayException: GET ").contains("after 3 attempts");
    }

    @Test
    void attemptsAndNoRetrySayHowOftenItIsTried() {
        Ran.program("get", "--attempts", "2", server.url("/502"));
        assertThat(server.received()).hasSize(2);

        Ran.program("get", "--no-retry", server.url("/502"));
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void postIsSentOnceAndWithAKeyThreeTimes() {
        Ran.program("get", "-d", "a=1", server.url("/503"));
        assertThat(server.received()).hasSize(1);

        Ran.program("get", "-d", "a=1", "-H", "Idempotency-Key: k1", server.url("/503"));
        assertThat(server.received())
                .hasSize(4)
                .extracting(Server.Received::method)
                .containsOnly("POST");
        assertThat(server.received().subList(1, 4))
                .allSatisfy(request ->
                        assertThat(request.headers().get("Idempotency-key")).containsExactly("k1"));
    }

    @Test
    void dataIsAFormUnlessAContentTypeIsGiven() {
        Ran.program("get", "-d", "a=1", server.url("/200"));
        Ran.program("get", "-X", "PUT", "-d", "{}", "-H", "content-type: application/json", server.url("/200"));

        Server.Received form = server.received().get(0);
        assertThat(form.body()).isEqualTo("a=1");
        assertThat(form.headers().get("Content-type")).containsExactly("application/x-www-form-urlencoded");
        Server.Received json = server.received().get(1);
        assertThat(json.method()).isEqualTo("PUT");
        assertThat(json.headers().get("Content-type")).containsExactly("application/json");
    }

    @Test
    void dataComesFromAFileAsItIs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "one\ntwo\n");

        Ran.program("get", "-X", "PUT", "-d", "@" + file, server.url("/502"));

        assertThat(server.received())
                .hasSize(3)
                .extracting(Server.Received::body)
                .containsOnly("one\ntwo\n");
    }

    @Test
    void dataComesFromStandardInputAndCanBeSentAgain() {
        Ran.withInput("from stdin", "get", "-X", "PUT", "-d", "@-", server.url("/502"));

        assertThat(server.received())
                .hasSize(3)
                .extracting(Server.Received::body)
                .containsOnly("from stdin");
    }

    @Test
    void nothingIsColouredAndNothingStandsOnAnExtraLineWhereThereIsNoTerminal() {
        Ran failed = Ran.program("get", server.url("/502"));
        Ran help = Ran.program("get", "--help");

        assertThat(failed.out() + failed.err() + help.out()).doesNotContain("\u001b");
        assertThat(failed.out()).isEqualTo("body");
    }

    @Test
    void theTimeoutMayBeTooShortForTheUsualBackOff() {
        assertThat(Ran.program("get", "--timeout", "1ms", server.url("/200")).exitCode())
                .isIn(0, 28);
        assertThat(Ran.program("get", "--timeout", "90ms", server.url("/503")).exitCode())
                .isIn(22, 28);
    }
}
