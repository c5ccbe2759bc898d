package io.hopguard.client.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.budget.Deadline;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

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

        @Override
        public int read(byte[] bytes, int offset, int length) {
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

    private static InputStream open(Source source) {
        return open(source, new CallObserver() {}, () -> {});
    }

    private static InputStream open(Source source, CallObserver observer, Runnable abort) {
        Request request = Request.builder("GET", "http://api.test/").build();
        CallControl call = new CallControl(LONG, Deadline.after(LONG, System::nanoTime), 0);
        Exchange exchange = new Exchange(request, call, new AttemptRun(1, call.deadline(), System::nanoTime));
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
