package io.hopguard.client;

import static io.hopguard.client.Rig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.GaveUp;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.RequestBody;
import io.hopguard.client.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often a call is tried, and with what. */
class AttemptsTest {
    private static final byte[] CONTENT = "the whole body".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource
    void aCallIsTriedMaxAttemptsTimesAndNotOnceMore(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.retry(retry -> retry.maxAttempts(5)))
                .then(ScriptedTransport.answers(503));
        Response response = mode.send(rig.client().get("/orders"));
        assertThat(rig.transport.attempts()).isEqualTo(5);
        assertThat(response.attempts()).hasSize(5);
        assertThat(response.gaveUp()).isEqualTo(GaveUp.ATTEMPTS_EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource
    void retryingEndsWithTheFirstSuccess(Mode mode) {
        Rig rig = new Rig().then(Fault.LOST).then(ScriptedTransport.answers(200));
        Response response = mode.send(rig.client().get("/orders"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.attempts()).hasSize(2);
        assertThat(response.gaveUp()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void noRetryIsObeyed(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(503));
        Response response = mode.send(rig.client().get("/orders").noRetry());
        assertThat(rig.transport.attempts()).isOne();
        assertThat(response.gaveUp()).isEqualTo(GaveUp.RETRY_OFF);
    }

    @ParameterizedTest
    @EnumSource
    void anInternalServerErrorIsRetriedWhenAskedFor(Mode mode) {
        Rig rig = new Rig()
                .with(builder -> builder.retry(retry -> retry.statuses(Set.of(500))))
                .then(ScriptedTransport.answers(500));
        mode.send(rig.client().get("/orders"));
        assertThat(rig.transport.attempts()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aPostWithoutKeyIsNotRepeated(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(503));
        Response response = mode.send(rig.client().post("/orders").text("x"));
        assertThat(rig.transport.attempts()).isOne();
        assertThat(response.gaveUp()).isEqualTo(GaveUp.NOT_IDEMPOTENT);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyedPostIsRepeatedWithTheSameKey(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(503));
        mode.send(rig.client().post("/orders").text("x").idempotencyKey());
        assertThat(rig.transport.attempts()).isEqualTo(3);
        assertThat(rig.transport.requests())
                .extracting(request -> request.headers().all(Request.IDEMPOTENCY_KEY))
                .allSatisfy(keys -> assertThat(keys).hasSize(1))
                .containsOnly(rig.transport.requests().get(0).headers().all(Request.IDEMPOTENCY_KEY));
    }

    @ParameterizedTest
    @EnumSource
    void twoCallsHaveTwoKeys(Mode mode) {
        Rig rig = new Rig().then(ScriptedTransport.answers(200));
        mode.send(rig.client().post("/orders").idempotencyKey());
        mode.send(rig.client().post("/orders").idempotencyKey());
        assertThat(rig.transport.requests())
                .extracting(request -> request.headers().first(Request.IDEMPOTENCY_KEY))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void aOneShotBodyThatWasReadIsNotRepeated(Mode mode) {
        Rig rig = new Rig();
        rig.then(rig.transport.reading(Fault.LOST));
        HopguardException failure = failureOf(mode, rig.client().put("/orders").body(oneShot()));
        assertThat(rig.transport.attempts()).isOne();
        assertThat(failure.gaveUp()).isEqualTo(GaveUp.BODY_NOT_REPLAYABLE);
    }

    @ParameterizedTest
    @EnumSource
    void aOneShotBodyThatWasNotReadIsSentByTheNextAttempt(Mode mode) {
        Rig rig = new Rig().then(Fault.REFUSED);
        rig.then(rig.transport.reading(ScriptedTransport.answers(200)));
        mode.send(rig.client().post("/orders").body(oneShot()));
        assertThat(rig.transport.attempts()).isEqualTo(2);
        assertThat(rig.transport.bodies()).containsExactly(CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void aReplayableStreamIsSentWholeByEachAttempt(Mode mode) {
        Rig rig = new Rig();
        rig.then(rig.transport.reading(ScriptedTransport.answers(503)));
        RequestBody body = RequestBody.replayableStream(() -> new ByteArrayInputStream(CONTENT), CONTENT.length, null);
        mode.send(rig.client().put("/orders").body(body));
        assertThat(rig.transport.bodies()).containsExactly(CONTENT, CONTENT, CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void aFileIsSentWholeByEachAttempt(Mode mode, @TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("order.txt"), CONTENT);
        Rig rig = new Rig();
        rig.then(rig.transport.reading(Fault.LOST));
        failureOf(mode, rig.client().put("/orders").file(file, "text/plain"));
        assertThat(rig.transport.bodies()).containsExactly(CONTENT, CONTENT, CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void serversHintsHoldForRepeatableRequestsOnly(Mode mode) {
        Rig post = new Rig().then(ScriptedTransport.answers(500, "x-should-retry", "true"));
        mode.send(post.client().post("/orders"));
        assertThat(post.transport.attempts()).isOne();
        Rig get = new Rig().then(ScriptedTransport.answers(500, "x-should-retry", "true"));
        mode.send(get.client().get("/orders"));
        assertThat(get.transport.attempts()).isEqualTo(3);
    }

    private static RequestBody oneShot() {
        return RequestBody.stream(new ByteArrayInputStream(CONTENT), CONTENT.length, "text/plain");
    }
}
