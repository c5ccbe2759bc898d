package io.hopguard.client;

import static io.hopguard.client.ScriptedTransport.answers;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hopguard.client.event.AttemptEnded;
import io.hopguard.client.event.CallEnded;
import io.hopguard.client.event.CallEvent;
import io.hopguard.client.event.CallStarted;
import io.hopguard.client.extend.CallListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A listener may throw, block or call: neither calls nor other listeners notice. */
class ListenerDeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.hopguard.client");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Level level;
    private final RecordingListener told = new RecordingListener();

    /** Does the same at each event. */
    private record Each(Runnable action) implements CallListener {
        @Override
        public void any(CallEvent event) {
            action.run();
        }
    }

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger.addAppender(log);
        level = logger.getLevel();
        logger.setLevel(Level.WARN);
        logger.setAdditive(false);
    }

    @AfterEach
    void leaveTheLog() {
        logger.detachAppender(log);
        logger.setLevel(level);
        logger.setAdditive(true);
    }

    private List<String> logged(String part) {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains(part))
                .toList();
    }

    private static List<Thread> threads(String client) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hopguard-listener-" + client + "-"))
                .toList();
    }

    private static void assertNoThreadRemains(String client) throws InterruptedException {
        for (Thread thread : threads(client)) {
            thread.join(10_000);
        }
        assertThat(threads(client)).isEmpty();
    }

    private static void awaitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachListenerIsToldInOrderByAThreadOfItsOwnThatEndsWithTheClient(Mode mode) throws InterruptedException {
        List<String> by = new CopyOnWriteArrayList<>();
        Rig rig = new Rig()
                .with(b -> b.name("both-" + mode)
                        .listener(told)
                        .listener(new Each(() -> by.add(Thread.currentThread().getName()))))
                .then(answers(200));
        ResilientClient client = rig.client();
        assertThat(threads("both-" + mode)).as("before the first event").isEmpty();
        for (int i = 0; i < 100; i++) {
            mode.send(client.get("/{number}", i));
        }
        assertThat(threads("both-" + mode)).allMatch(Thread::isDaemon).hasSize(2);
        assertThat(client.close(LONG)).isTrue();
        assertThat(told.types()).hasSize(300);
        for (int i = 0; i < 300; i += 3) {
            assertThat(told.types().subList(i, i + 3))
                    .containsExactly(CallStarted.class, AttemptEnded.class, CallEnded.class);
        }
        assertThat(told.byType()).isEqualTo(told.events());
        assertThat(by).hasSize(300).containsOnly("hopguard-listener-both-" + mode + "-2");
        assertNoThreadRemains("both-" + mode);
        assertThat(client.observers().listeners().dropped()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void withoutGraceWhatIsQueuedIsDeliveredAllTheSameByAListenerThatIsQuick(Mode mode) {
        Rig rig = new Rig().with(b -> b.listener(told)).then(answers(200));
        mode.send(rig.client().get("/"));
        rig.client().close();
        assertThat(told.types()).containsExactly(CallStarted.class, AttemptEnded.class, CallEnded.class);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatBlocksForEverHoldsUpNeitherCallsNorOthersNorTheClosing(Mode mode) throws InterruptedException {
        AtomicInteger others = new AtomicInteger();
        String name = "blocked-" + mode;
        Rig rig = new Rig()
                .with(b -> b.name(name)
                        .listener(new Each(ListenerDeliveryTest::awaitForEver))
                        .listener(new Each(others::incrementAndGet), Runnable::run))
                .then(answers(200));
        ResilientClient client = rig.client();
        for (int i = 0; i < 10_000; i++) {
            assertThat(mode.send(client.get("/{number}", i)).isSuccess()).isTrue();
        }
        assertThat(rig.time.passed()).isZero();
        assertThat(others).hasValue(30_000);
        // One is being told, 1,024 wait; the first may have been dropped before the thread came for it.
        assertThat(client.observers().listeners().dropped()).isBetween(30_000L - 1_025, 30_000L - 1_024);
        assertThat(logged("does not keep up"))
                .singleElement()
                .asString()
                .contains("client " + name, Each.class.getName());
        long start = System.nanoTime();
        client.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertNoThreadRemains(name);
        assertThat(client.observers().listeners().dropped()).isEqualTo(29_999);
        assertThat(logged("closed with")).singleElement().asString().contains("1024 events");
    }

    @Test
    void dropsAreLoggedAgainAfterTenSeconds() {
        Rig rig = new Rig()
                .with(b -> b.name("often").listener(new CallListener() {}, task -> {
                    throw new RejectedExecutionException("full");
                }))
                .then(answers(200));
        rig.client().get("/").send();
        rig.client().get("/").send();
        rig.time.advance(Duration.ofMillis(9_999));
        rig.client().get("/").send();
        assertThat(logged("does not keep up")).singleElement().asString().contains("; 1 events were dropped so far");
        rig.time.advance(Duration.ofMillis(1));
        rig.client().get("/").send();
        assertThat(logged("does not keep up")).hasSize(2).last().asString().contains("; 10 events");
        assertThat(rig.client().observers().listeners().dropped()).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource
    void whatItThrowsIsLoggedOnceInTenSecondsAndItIsToldTheNext(Mode mode) {
        for (Throwable failure : List.of(new IllegalStateException("red"), new AssertionError("red"))) {
            log.list.clear();
            told.clear();
            AtomicInteger tried = new AtomicInteger();
            CallListener throwing = new Each(() -> {
                tried.incrementAndGet();
                ListenerDeliveryTest.<RuntimeException>sneaky(failure);
            });
            Rig rig = new Rig()
                    .with(b -> b.listener(throwing)
                            .listener(throwing, Runnable::run)
                            .listener(told))
                    .then(answers(200));
            assertThat(mode.send(rig.client().get("/")).isSuccess()).isTrue();
            assertThat(mode.send(rig.client().get("/")).isSuccess()).isTrue();
            rig.client().close(LONG);
            assertThat(tried).hasValue(12);
            assertThat(told.types()).hasSize(6);
            assertThat(logged("the listener " + Each.class.getName() + " failed at CallStarted"))
                    .as("one line for each of the two")
                    .hasSize(2);
            assertThat(logged("failed at")).hasSize(2);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    @Test
    void aMethodForAllEventsThatThrowsDoesNotKeepTheOneForTheTypeFromBeingTold() {
        AtomicInteger ended = new AtomicInteger();
        CallListener listener = new CallListener() {
            @Override
            public void any(CallEvent event) {
                throw new IllegalStateException("red");
            }

            @Override
            public void callEnded(CallEnded event) {
                ended.incrementAndGet();
            }
        };
        Rig rig = new Rig().with(b -> b.listener(listener, Runnable::run)).then(answers(200));
        rig.client().get("/").send();
        assertThat(ended).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void itMayMakeCallsWithTheSameClient(Mode mode) throws InterruptedException {
        Rig rig = new Rig().then(answers(200));
        CountDownLatch made = new CountDownLatch(2);
        CallListener calling = new CallListener() {
            @Override
            public void callEnded(CallEnded event) {
                if (event.shownTarget().equals("/first")) {
                    mode.send(rig.client().get("/second"));
                }
                made.countDown();
            }
        };
        rig.with(b -> b.name("calling").bulkhead(k -> k.maxConcurrentCalls(1)).listener(calling));
        mode.send(rig.client().get("/first"));
        assertThat(made.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(rig.transport.attempts()).isEqualTo(2);
        rig.client().close();
        assertNoThreadRemains("calling");
    }

    @Test
    void itMayCloseItsClient() throws InterruptedException {
        Rig rig = new Rig().then(answers(200));
        CountDownLatch closed = new CountDownLatch(1);
        CallListener closing = new CallListener() {
            @Override
            public void callEnded(CallEnded event) {
                rig.client().close(LONG);
                closed.countDown();
            }
        };
        rig.with(b -> b.name("closing").listener(closing));
        rig.client().get("/").send();
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertNoThreadRemains("closing");
    }

    @Test
    void withAnExecutorThatRunsItAtOnceItIsToldOnTheThreadOfTheCall() {
        List<Thread> by = new CopyOnWriteArrayList<>();
        Rig rig = new Rig()
                .with(b -> b.name("direct").listener(new Each(() -> by.add(Thread.currentThread())), Runnable::run))
                .then(answers(200));
        rig.client().get("/").send();
        assertThat(by).hasSize(3).containsOnly(Thread.currentThread());
        assertThat(threads("direct")).isEmpty();
    }
}
