package io.hopguard.client.internal.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.http.Target;
import io.hopguard.client.internal.observe.LineWindow.Line;
import io.hopguard.client.internal.observe.LineWindow.Sort;
import io.hopguard.client.policy.LogPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many lines an outage makes, in virtual time. */
class LineLimitsTest {
    private static final Target TARGET = new Target("https", "api.test", 443);
    private static final long WINDOW = Duration.ofSeconds(10).toNanos();

    /** Close to an overflow, so that wrong comparisons show. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - WINDOW / 2);

    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final List<LineSummary> summaries = new CopyOnWriteArrayList<>();
    private final LineLimits limits =
            new LineLimits(LogPolicy.builder().build(), now::get, Runnable::run, (target, summary) -> {
                targets.add(target);
                summaries.add(summary);
            });

    private boolean take(Sort sort, boolean wanted, String kind) {
        return limits.take(TARGET, new Line(sort, wanted, kind, () -> "story of " + kind));
    }

    private boolean fails(String kind) {
        return take(Sort.FAILED, true, kind);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        limits.tick(now.get());
    }

    private LineSummary onlySummary() {
        assertThat(summaries).hasSize(1);
        return summaries.get(0);
    }

    @Test
    void tenThousandFailuresInTenSecondsMakeFiveLinesAndOneSummary() {
        int lines = 0;
        for (int i = 0; i < 10_000; i++) {
            lines += fails(i % 10 == 0 ? "circuit_open" : "bad_gateway (nginx: connection_refused)") ? 1 : 0;
            pass(Duration.ofNanos(999_900));
        }
        assertThat(lines).isEqualTo(5);
        assertThat(summaries).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(onlySummary().ofCalls())
                .isEqualTo("10,000 calls failed in 10 s, of which 5 were told: 9,000 bad_gateway (nginx:"
                        + " connection_refused), 1,000 circuit_open; last: story of bad_gateway (nginx:"
                        + " connection_refused)");
        assertThat(onlySummary().millis()).isEqualTo(10_000);
        assertThat(limits.isPending()).isFalse();
    }

    @Test
    void theSummaryComesWithTheFirstLineOfTheNextWindow() {
        for (int i = 0; i < 7; i++) {
            fails("bad_gateway");
        }
        now.addAndGet(WINDOW);
        assertThat(fails("bad_gateway")).isTrue();
        assertThat(onlySummary().failed()).isEqualTo(7);
    }

    @Test
    void whatWasToldInFullIsNotSummedUp() {
        for (int i = 0; i < 5; i++) {
            assertThat(fails("bad_gateway")).isTrue();
        }
        assertThat(limits.isPending()).isTrue();
        pass(Duration.ofSeconds(10));
        assertThat(summaries).isEmpty();
        assertThat(limits.isPending()).isFalse();
    }

    @Test
    void closingSumsUpWhatIsPending() {
        for (int i = 0; i < 1_006; i++) {
            fails("dns_failed");
        }
        now.addAndGet(Duration.ofMillis(1_500).toNanos());
        limits.close();
        limits.close();
        assertThat(onlySummary().ofCalls())
                .isEqualTo(
                        "1,006 calls failed in 1.5 s, of which 5 were told: 1,006 dns_failed; last: story of dns_failed");
    }

    @Test
    void refusedCallsTakeNoLineAndAreSummedUp() {
        for (int i = 0; i < 40; i++) {
            assertThat(take(Sort.REFUSED, true, "circuit_open")).isFalse();
        }
        assertThat(fails("bad_gateway")).isTrue();
        pass(Duration.ofSeconds(10));
        assertThat(onlySummary().ofCalls())
                .startsWith("41 calls failed in 10 s, of which 1 was told: 40 circuit_open, 1 bad_gateway;");
    }

    @Test
    void recoveriesCountAlsoWhereNobodyListensButMakeNoSummaryThen() {
        for (int window = 0; window < 2; window++) {
            for (int i = 0; i < 20; i++) {
                assertThat(take(Sort.RECOVERED, false, "")).isFalse();
            }
            for (int i = 0; i < 6 * window; i++) {
                fails("bad_gateway");
            }
            pass(Duration.ofSeconds(10));
            assertThat(summaries).hasSize(window);
        }
        assertThat(onlySummary().ofCalls())
                .isEqualTo("6 calls failed in 10 s, of which 5 were told: 6 bad_gateway; 20 succeeded after a retry;"
                        + " last: story of bad_gateway");
    }

    @Test
    void recoveriesAndSlowCallsAreSummedUpWithoutFailures() {
        for (int i = 0; i < 20; i++) {
            take(i < 18 ? Sort.RECOVERED : Sort.SLOW, true, "");
        }
        pass(Duration.ofSeconds(10));
        assertThat(onlySummary().ofCalls())
                .isEqualTo(
                        "20 calls succeeded after a retry or slowly in 10 s, of which 5 were told; 18 succeeded after a"
                                + " retry; 2 were slow");
    }

    @Test
    void theKindsAreBounded() {
        for (int i = 0; i < 10_000; i++) {
            fails("kind " + i);
        }
        pass(Duration.ofSeconds(10));
        assertThat(onlySummary().kinds()).hasSize(5).first().isEqualTo(Map.entry("other", 9_950L));
        assertThat(onlySummary().ofCalls()).contains("9,950 other, 1 kind 0").contains(", 46 others; last: ");
    }

    @Test
    void theTargetsAreBounded() {
        for (int i = 0; i < 3_000; i++) {
            Target target = new Target("https", "host" + i + ".test", 443);
            for (int call = 0; call < 6; call++) {
                limits.take(target, new Line(Sort.FAILED, true, "bad_gateway", () -> "story"));
            }
        }
        pass(Duration.ofSeconds(10));
        assertThat(summaries).hasSize(1_001);
        assertThat(targets).containsOnlyOnce(LineLimits.OTHERS);
        assertThat(summaries.stream().mapToLong(LineSummary::failed).sum()).isEqualTo(18_000);
        assertThat(limits.isPending()).isFalse();
    }

    @Test
    void aTargetDoesNotTakeAnothersLines() {
        for (int i = 0; i < 100; i++) {
            fails("bad_gateway");
        }
        Target other = new Target("https", "other.test", 443);
        assertThat(limits.take(other, new Line(Sort.FAILED, true, "bad_gateway", () -> "story")))
                .isTrue();
    }

    @Test
    void nothingIsLostBetweenThreads() throws InterruptedException {
        int threads = 8;
        int each = 20_000;
        AtomicInteger lines = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            lines.addAndGet(fails("bad_gateway") ? 1 : 0);
                            pass(Duration.ofNanos(WINDOW / 1_000));
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        limits.close();
        assertThat(summaries).hasSizeGreaterThan(10).allMatch(summary -> summary.told() <= 5);
        long summed = summaries.stream().mapToLong(LineSummary::failed).sum();
        long toldAmongThem = summaries.stream().mapToLong(LineSummary::told).sum();
        // A window in which all was told has no summary.
        assertThat(summed + lines.get() - toldAmongThem).isEqualTo((long) threads * each);
    }
}
