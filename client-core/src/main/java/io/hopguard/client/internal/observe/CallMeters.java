package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Request;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One family of timers, found by a small key instead of by tags. Routes are few (see {@link RouteNames}), and for methods
 * that HTTP does not know {@code other} stands, so that no traffic can grow the registry.
 */
public final class CallMeters {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final String OTHER = "other";

    /** Who answered and why are many together: past so many timers it is {@code other}, too. */
    private static final int MAX_TIMERS = 1_000;

    public static final String CALLS = "hopguard.client.calls";
    public static final String ATTEMPTS = "hopguard.client.attempts";

    private record Key(String route, String method, String outcome, DiagnosisTags diagnosis) {}

    private final MeterRegistry registry;
    private final String name;
    private final String clientName;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final RouteNames routes = new RouteNames();

    public CallMeters(MeterRegistry registry, String name, String clientName) {
        this.registry = registry;
        this.name = name;
        this.clientName = clientName;
    }

    /** Records one; the outcome is a status class or a failure's code, which are few. */
    public void record(Request request, String outcome, DiagnosisTags diagnosis, long nanos) {
        try {
            timer(request, outcome, diagnosis).record(nanos, TimeUnit.NANOSECONDS);
        } catch (RuntimeException e) {
            LOG.warn("the meter registry failed and is ignored", e);
        }
    }

    private Timer timer(Request request, String outcome, DiagnosisTags diagnosis) {
        String method = RouteNames.isKnown(request.method()) ? request.method() : OTHER;
        Key key = new Key(routes.of(request), method, outcome, diagnosis);
        Timer timer = timers.get(key);
        if (timer != null) {
            return timer;
        }
        Key few = timers.size() < MAX_TIMERS || diagnosis == DiagnosisTags.NONE
                ? key
                : new Key(key.route, method, outcome, DiagnosisTags.OTHER);
        return timers.computeIfAbsent(few, this::register);
    }

    /** The class of a status, as a constant. */
    public static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "1xx";
            case 2 -> "2xx";
            case 3 -> "3xx";
            case 4 -> "4xx";
            case 5 -> "5xx";
            default -> OTHER;
        };
    }

    private Timer register(Key key) {
        Timer.Builder timer = Timer.builder(name)
                .tag("client", clientName)
                .tag("route", key.route)
                .tag("method", key.method)
                .tag("outcome", key.outcome);
        if (name.equals(ATTEMPTS)) {
            timer.tag("answered_by", key.diagnosis.answeredBy()).tag("cause", key.diagnosis.cause());
        }
        return timer.register(registry);
    }
}
