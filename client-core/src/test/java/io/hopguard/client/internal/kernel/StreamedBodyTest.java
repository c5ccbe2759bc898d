package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.CallCancelledException;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is in the middle of reading can still read. */
class StreamedBodyTest {
    /** An interpreter keeps what a method does not need any more, and so would hide it. */
    private static final int UNTIL_COMPILED = 200_000;

    private static final long LONG = Long.MAX_VALUE / 4;

    /** Collects garbage and looks for streams that nobody can read, when it is told to. */
    private static final class Source implements Streaming.Source {
        private final AtomicBoolean collecting = new AtomicBoolean();
        private final AtomicBoolean released = new AtomicBoolean();
        private Streaming streaming;
        private CallControl.End meanwhile = CallControl.End.NONE;

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (meanwhile != CallControl.End.NONE) {
                streaming.end(meanwhile);
            }
            for (int i = 0; collecting.get() && i < 5; i++) {
                System.gc();
                streaming.checkAt(System.nanoTime());
            }
            return 1;
        }

        @Override
        public void release(boolean whole) {
            released.set(true);
        }
    }

    /** What is told of the end. */
    private static final class Told implements CallObserver {
        private final List<String> ends = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void streamEnded(Exchange call, @Nullable HopguardException failure, boolean whole, long elapsedNanos) {
            ends.add(failure == null ? "closed" : failure.code());
        }

        @Override
        public void streamLost(Exchange call, String how) {
            ends.add("lost");
        }
    }

    private static InputStream open(Source source) {
        return open(source, new CallObserver() {});
    }

    private static InputStream open(Source source, CallObserver observer) {
        return open(source, observer, () -> {});
    }

    private static InputStream open(Source source, CallObserver observer, Runnable abort) {
        Request request = Request.builder("GET", "http://api.test/").build();
        CallControl call = new CallControl(LONG, System::nanoTime, System.nanoTime());
        Exchange exchange = new Exchange(
                request, call, new AttemptRun(1, Deadline.after(LONG, System::nanoTime), System::nanoTime));
        Streaming streaming = new Streaming(new DeadlineReaper(Time.SYSTEM, "test"), Time.SYSTEM, LONG, null, observer);
        source.streaming = streaming;
        streaming.begin(exchange, abort);
        streaming.open(source);
        return streaming.body(Response.of(200, Headers.empty(), new byte[0]));
    }

    /** Nothing but the read itself holds the stream. */
    private static int readLast(Supplier<InputStream> last, byte[] bytes) throws IOException {
        return last.get().read(bytes, 0, 1);
    }

    @Test
    void aStreamIsNotForgottenWhileItsLastReadIsUnderWay() throws IOException {
        byte[] bytes = new byte[1];
        AtomicReference<InputStream> held = new AtomicReference<>();
        Supplier<InputStream> last = () -> held.getAndSet(null);
        InputStream warm = open(new Source());
        for (int i = 0; i < UNTIL_COMPILED; i++) {
            held.set(warm);
            readLast(last, bytes);
        }
        Source source = new Source();
        held.set(open(source));
        source.collecting.set(true);
        assertThat(readLast(last, bytes)).isOne();
        assertThat(source.released).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE", "DEADLINE"})
    void oneThatWasEndedDuringAReadThatStillSucceededIsNotTakenForLost(CallControl.End end) throws IOException {
        Source source = new Source();
        Told told = new Told();
        InputStream body = open(source, told);
        source.meanwhile = end;
        assertThat(body.read()).isGreaterThanOrEqualTo(0);
        source.streaming.checkAt(System.nanoTime());
        assertThat(source.released).isTrue();
        assertThatThrownBy(body::read).isInstanceOf(CallCancelledException.class);
        body.close();
        source.streaming.checkAt(System.nanoTime());
        assertThat(told.ends).containsExactly("cancelled");
    }

    @Test
    void itsEndIsToldOnceWhoeverEndsItAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (int i = 0; i < 3_000; i++) {
                Source source = new Source();
                Told told = new Told();
                InputStream body = open(source, told);
                CallControl.End end = CallControl.End.values()[1 + i % 4];
                List<Future<?>> ends = List.of(
                        threads.submit(() -> readTwice(body)),
                        threads.submit(() -> {
                            source.streaming.end(end);
                            source.streaming.checkAt(System.nanoTime());
                        }),
                        threads.submit(source.streaming::close));
                for (Future<?> each : ends) {
                    each.get();
                }
                assertThat(told.ends).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void readTwice(InputStream body) {
        try {
            body.read();
            body.read();
        } catch (IOException | HopguardException e) {
            // Ended by one of the others.
        }
    }

    /** The reaper may look in between the end of the control and that of the stream. */
    @Test
    void aStreamThatAClosingClientCutsOffIsNoLeak() {
        List<String> told = new ArrayList<>();
        CallObserver observer = new CallObserver() {
            @Override
            public void streamEnded(Exchange call, HopguardException failure, boolean whole, long elapsedNanos) {
                told.add("ended " + failure.code());
            }

            @Override
            public void streamLost(Exchange call, String how) {
                told.add("lost");
            }
        };
        Source source = new Source();
        AtomicBoolean looked = new AtomicBoolean();
        InputStream body = open(source, observer, () -> {
            if (looked.compareAndSet(false, true)) {
                source.streaming.checkAt(System.nanoTime());
            }
        });
        source.streaming.end(CallControl.End.CLOSED);
        assertThat(told).containsExactly("ended cancelled");
        assertThat(body).isNotNull();
    }
}
