package io.hopguard.client.internal.observe;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The timers of one route and method: those of answers in arrays by their status class, the rest by small keys. */
final class RouteTimers {
    /** Who answered and why are many together: past so many timers of a client they are {@code other}. */
    private static final int MAX_DIAGNOSED = 1_000;

    /**
     * What all routes have in common.
     *
     * @param buckets of histograms, or none
     * @param diagnosed counts the timers of attempts that failed
     */
    record Source(Registrations meters, List<Duration> buckets, AtomicInteger diagnosed) {}

    private final Source source;
    private final Tags tags;
    private final AtomicReferenceArray<Timer> answeredCalls = new AtomicReferenceArray<>(StatusTags.classes());
    private final AtomicReferenceArray<Timer> answeredAttempts = new AtomicReferenceArray<>(StatusTags.classes());
    private final Map<String, Timer> failedCalls = new ConcurrentHashMap<>();
    private final Map<AttemptTags, Timer> otherAttempts = new ConcurrentHashMap<>();

    RouteTimers(Source source, String route, String method) {
        this.source = source;
        this.tags = Tags.of("route", route, "method", method);
    }

    /** For calls that a response of this status ended. */
    Timer call(int status) {
        int statusClass = StatusTags.classOf(status);
        Timer timer = answeredCalls.get(statusClass);
        if (timer == null) {
            timer = register(ClientMeter.CALLS, Tags.of("outcome", StatusTags.nameOf(statusClass)));
            answeredCalls.set(statusClass, timer);
        }
        return timer;
    }

    /** For calls that ended without a response, by the code of their failure. */
    Timer call(String code) {
        Timer timer = failedCalls.get(code);
        return timer != null
                ? timer
                : failedCalls.computeIfAbsent(
                        code, outcome -> register(ClientMeter.CALLS, Tags.of("outcome", outcome)));
    }

    /** For attempts that got a response of this status and need no diagnosis. */
    Timer attempt(int status) {
        int statusClass = StatusTags.classOf(status);
        Timer timer = answeredAttempts.get(statusClass);
        if (timer == null) {
            String name = StatusTags.nameOf(statusClass);
            timer = attemptTimer(new AttemptTags(name, name, DiagnosisTags.NONE));
            answeredAttempts.set(statusClass, timer);
        }
        return timer;
    }

    /** For all other attempts. */
    Timer attempt(AttemptTags ended) {
        Timer timer = otherAttempts.get(ended);
        if (timer != null) {
            return timer;
        }
        AttemptTags few = source.diagnosed.get() < MAX_DIAGNOSED ? ended : ended.folded();
        return otherAttempts.computeIfAbsent(few, one -> {
            source.diagnosed.incrementAndGet();
            return attemptTimer(one);
        });
    }

    private Timer attemptTimer(AttemptTags ended) {
        return register(
                ClientMeter.ATTEMPTS,
                Tags.of("outcome", ended.outcome(), "status", ended.status())
                        .and("answered_by", ended.diagnosis().answeredBy())
                        .and("cause", ended.diagnosis().cause()));
    }

    private Timer register(ClientMeter meter, Tags more) {
        return source.meters.timer(meter, tags.and(more), source.buckets);
    }
}
