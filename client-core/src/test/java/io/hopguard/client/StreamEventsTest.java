package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.NotFoundException;
import io.hopguard.client.error.TruncatedResponseException;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.event.StreamEnded;
import io.hopguard.client.event.StreamLost;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.wire.RawServer;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a stream is told once, however it comes. */
class StreamEventsTest {
    private static final String WHOLE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone";
    private static final String BEGUN = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbegun";

    private final RecordingListener told = new RecordingListener();

    private ResilientClient client() {
        return ResilientClient.builder()
                .name("files")
                .retry(r -> r.off())
                .listener(told, Runnable::run)
                .build();
    }

    @AfterEach
    void theMethodForEachTypeIsToldTheSame() {
        assertThat(told.byType()).isEqualTo(told.events());
    }

    /** Sends this and waits for the client to go. */
    private static RawServer sends(String answer) {
        return new RawServer(c -> {
            c.request();
            c.send(answer);
            c.request();
        });
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsReadToItsEndIsWhole(Mode mode) throws IOException {
        try (RawServer server = sends(WHOLE);
                ResilientClient client = client()) {
            try (StreamedResponse response = mode.stream(client.get(server.url() + "/{file}", "a"))) {
                assertThat(told.types()).containsExactly(CallStarted.class, AttemptEnded.class, CallEnded.class);
                assertThat(response.body().readAllBytes()).hasSize(4);
                assertThat(response.body().read()).isEqualTo(-1);
            }
        }
        assertThat(told.types())
                .containsExactly(CallStarted.class, AttemptEnded.class, CallEnded.class, StreamEnded.class);
        StreamEnded end = told.one(StreamEnded.class);
        assertThat(end.whole()).isTrue();
        assertThat(end.failure()).isNull();
        assertThat(end.elapsed()).isPositive();
        assertThat(end.client()).isEqualTo("files");
        assertThat(end.method()).isEqualTo("GET");
        assertThat(end.target()).isEqualTo(told.one(CallStarted.class).target());
        assertThat(end.shownTarget()).isEqualTo(told.one(CallStarted.class).shownTarget());
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsClosedBeforeItsEndIsNotWholeAndDidNotFail(Mode mode) throws IOException {
        try (RawServer server = sends(BEGUN);
                ResilientClient client = client()) {
            StreamedResponse response = mode.stream(client.get(server.url()));
            assertThat(response.body().read()).isEqualTo('b');
            response.close();
            response.close();
        }
        assertThat(told.one(StreamEnded.class).whole()).isFalse();
        assertThat(told.one(StreamEnded.class).failure()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void oneThatBreaksFailsOnceHoweverOftenItIsRead(Mode mode) throws IOException {
        try (RawServer server = new RawServer(c -> {
                    c.request();
                    c.send(BEGUN);
                });
                ResilientClient client = client()) {
            try (StreamedResponse response = mode.stream(client.get(server.url()))) {
                InputStream body = response.body();
                assertThatThrownBy(body::readAllBytes).isInstanceOf(TruncatedResponseException.class);
                assertThatThrownBy(body::readAllBytes).isInstanceOf(Exception.class);
            }
        }
        StreamEnded end = told.one(StreamEnded.class);
        assertThat(end.whole()).isFalse();
        assertThat(end.failure().code()).isEqualTo("truncated_response");
        assertThat(end.failure().message()).contains("GET ");
    }

    @ParameterizedTest
    @EnumSource
    void oneThatNobodyReadsInTimeIsLostAndNotEndedBesides(Mode mode) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        CallListener releasing = new CallListener() {
            @Override
            public void streamLost(StreamLost event) {
                gone.countDown();
            }
        };
        try (RawServer server = sends(BEGUN);
                ResilientClient client = ResilientClient.builder()
                        .timeouts(t -> t.streamTotal(Duration.ofMillis(50)))
                        .listener(told, Runnable::run)
                        .listener(releasing, Runnable::run)
                        .build()) {
            try (StreamedResponse response = mode.stream(client.get(server.url()))) {
                assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
                assertThatThrownBy(() -> response.body().read()).isInstanceOf(Exception.class);
            }
        }
        StreamLost lost = told.one(StreamLost.class);
        assertThat(lost.how()).contains("neither read to its end nor closed in time");
        assertThat(lost.method()).isEqualTo("GET");
        assertThat(told.all(StreamEnded.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void oneThatTheClosingClientCutsOffIsToldThoughNobodyReadsIt(Mode mode) throws IOException {
        try (RawServer server = sends(BEGUN)) {
            ResilientClient client = client();
            StreamedResponse response = mode.stream(client.get(server.url()));
            client.close();
            assertThat(told.one(StreamEnded.class).failure().code()).isEqualTo("cancelled");
            assertThatThrownBy(() -> response.body().read()).isInstanceOf(CallCancelledException.class);
        }
        assertThat(told.all(StreamEnded.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsThrownWasNoStream(Mode mode) throws IOException {
        try (RawServer server = sends("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");
                ResilientClient client = client()) {
            assertThatThrownBy(() -> mode.stream(client.get(server.url()))).isInstanceOf(NotFoundException.class);
        }
        assertThat(told.types()).doesNotContain(StreamEnded.class, StreamLost.class);
        assertThat(told.one(CallEnded.class).status()).isEqualTo(404);
    }
}
