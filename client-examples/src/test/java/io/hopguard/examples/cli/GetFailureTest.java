package io.hopguard.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GetFailureTest {

    @Test
    void refusedConnectionExitsWith7() throws IOException {
        Ran ran = Ran.program("get", "--json", url(closedPort()));

        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.json().get("error").asString()).isEqualTo("ConnectFailedException");
        assertThat(ran.json().get("diagnosis").get("causes").get(0).asString()).isEqualTo("CONNECTION_REFUSED");
    }

    @Test
    void unknownHostExitsWith7() {
        Ran ran = Ran.program("get", "--no-retry", "--json", "http://nope.invalid/");

        assertThat(ran.exitCode()).isEqualTo(7);
        assertThat(ran.json().get("code").asString()).isEqualTo("dns");
    }

    @Test
    void silentServerExitsWith28AndTheAttemptTellsThePhase() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Ran ran = Ran.program("get", "--json", "--timeout", "300ms", url(server.getLocalPort()));

            assertThat(ran.exitCode()).isEqualTo(28);
            JsonNode report = ran.json();
            assertThat(report.get("code").asString()).isEqualTo("deadline_exceeded");
            assertThat(report.get("elapsedMs").asLong()).isBetween(300L, 600L);
            JsonNode attempt = report.get("attempts").get(0);
            assertThat(attempt.get("phase").asString()).isEqualTo("RESPONSE");
            assertThat(attempt.get("error").asString()).isEqualTo("DeadlineExceededException");
            assertThat(attempt.get("peer").asString()).isEqualTo("127.0.0.1:" + server.getLocalPort());
        }
    }

    @Test
    void lostMalformedAndTruncatedResponsesExitWith56() throws IOException {
        assertThat(answered("")).isEqualTo("connection_lost 56");
        assertThat(answered("SSH-2.0-OpenSSH_9.6\r\n\r\n")).isEqualTo("malformed_response 56");
        assertThat(answered("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab")).isEqualTo("truncated_response 56");
    }

    @Test
    void plainServerWhereTlsIsSpokenExitsWith7() throws IOException {
        try (ServerSocket server = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            Ran ran = Ran.program("get", "--no-retry", "https://127.0.0.1:" + server.getLocalPort());

            assertThat(ran.exitCode()).isEqualTo(7);
        }
    }

    @Test
    void noFailurePrintsAStackTrace() throws IOException {
        Ran ran = Ran.program("get", url(closedPort()));

        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("ConnectFailedException: GET ").doesNotContain("\tat ", "Caused by");
    }

    @Test
    void everyFailureOfEveryLineHasADiagnosisAndWhatCameOfAnAnswerIsNone() throws IOException {
        List<String> answers = List.of(
                "",
                "SSH-2.0-OpenSSH_9.6\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\n\r\n",
                "HTTP/1.1 502 Bad Gateway\r\nServer: nginx\r\nContent-Length: 9\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
        List<String> told = new ArrayList<>();
        for (String answer : answers) {
            try (ServerSocket server = answering(answer)) {
                Ran ran = Ran.withInput(url(server.getLocalPort()) + "\n", "get", "--no-retry", "--json", "-");
                JsonNode report = ran.json();
                assertThat(report.get("diagnosis").get("causes")).isNotEmpty();
                assertThat(report.get("attempts")
                                .get(0)
                                .get("diagnosis")
                                .get("cause")
                                .asString())
                        .isEqualTo(onlyOne(report.get("diagnosis").get("causes")));
                told.add(report.get("code").asString() + " "
                        + report.get("status").asString("-") + " "
                        + report.get("body").asString("-") + " " + ran.exitCode());
            }
        }
        assertThat(told)
                .containsExactly(
                        "connection_lost - - 56",
                        "malformed_response - - 56",
                        "connection_lost - - 56",
                        "truncated_response - - 56",
                        "truncated_response - - 56",
                        "bad_gateway 502  22");
    }

    @Test
    void theStoryEndsWithWhoAnsweredAndWhyAndOneAdvice() throws IOException {
        Ran ran = Ran.program("get", "--no-retry", url(closedPort()));

        assertThat(ran.err().lines().filter(line -> line.startsWith("diagnosis: ")))
                .containsExactly("diagnosis: nobody answered; cause: CONNECTION_REFUSED; confidence: certain");
        assertThat(ran.err().lines().filter(line -> line.startsWith("evidence: ")))
                .isNotEmpty();
        assertThat(ran.err().lines().filter(line -> line.startsWith("advice: ")))
                .hasSize(1);
    }

    @Test
    void aRequestThatWasNeverTriedNeedsNoDiagnosis() {
        assertThat(Ran.program("get", "no-url").err()).doesNotContain("diagnosis");
    }

    private static String answered(String bytes) throws IOException {
        try (ServerSocket server = answering(bytes)) {
            Ran ran = Ran.program("get", "--no-retry", "--json", url(server.getLocalPort()));
            return ran.json().get("code").asString() + " " + ran.exitCode();
        }
    }

    private static ServerSocket answering(String bytes) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> answerOnce(server, bytes));
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void answerOnce(ServerSocket server, String bytes) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[4096]);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/";
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String onlyOne(JsonNode causes) {
        return causes.size() == 1 ? causes.get(0).asString() : "SEVERAL";
    }
}
