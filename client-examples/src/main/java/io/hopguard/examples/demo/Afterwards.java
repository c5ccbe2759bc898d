package io.hopguard.examples.demo;

import io.hopguard.client.StreamedResponse;
import io.hopguard.client.error.HopguardException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the minute has none of, for those who look at the meters: a gateway in maintenance, and streams that are read to their
 * end, closed early, and forgotten. Takes some seconds, so that several scrapes see it.
 */
final class Afterwards {
    private static final int REFUSED = 3;
    private static final int STREAMS = 9;
    private static final int CLOSED_OF = 3;
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 100;
    private static final long APART_MILLIS = 300;
    private static final Duration AMPLE = Duration.ofSeconds(5);
    private static final Duration SCANT = Duration.ofMillis(200);

    private final HopguardContestant hopguard;
    private final Lane lane;

    /**
     * After the minute.
     *
     * @param lane the one of this contestant
     */
    Afterwards(HopguardContestant hopguard, Lane lane) {
        this.hopguard = hopguard;
        this.lane = lane;
    }

    /** Lives through it. The client's reaper cuts the forgotten stream off a moment later. */
    void run() throws InterruptedException, IOException {
        lane.admit(0);
        for (int id = 0; id < REFUSED; id++) {
            refused(id);
        }
        lane.admit(Gateway.MOST_AT_ONCE);
        for (int i = 1; i <= STREAMS; i++) {
            try (StreamedResponse stream = opened(AMPLE)) {
                if (i % CLOSED_OF != 0) {
                    stream.body().readAllBytes();
                }
            }
            TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
        }
        forget(opened(SCANT));
    }

    private void refused(int id) {
        try {
            hopguard.ask(id);
        } catch (HopguardException e) {
            // The meters tell.
        }
    }

    /** The breaker may be open still. */
    private StreamedResponse opened(Duration limit) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                return hopguard.stream(tried, limit);
            } catch (HopguardException e) {
                if (tried == TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** As an application does that leaves a method too early. */
    private static void forget(StreamedResponse stream) {
        if (stream.status() < 0) {
            stream.close();
        }
    }
}
