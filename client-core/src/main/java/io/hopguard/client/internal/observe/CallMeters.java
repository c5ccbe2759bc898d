package io.hopguard.client.internal.observe;

import io.hopguard.client.http.Request;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One family of timers, found by a small key instead of by tags. Routes are templates only; past {@value #MAX_TEMPLATES} of
 * them, past {@value #MAX_PATHS} without a variable, which may be URIs that somebody has put together, and for methods that
 * HTTP does not know, {@code other} stands, so that no traffic can grow the registry.
 */
public final class CallMeters {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.client");
    private static final int MAX_TEMPLATES = 100;
    private static final int MAX_PATHS = 40;
    private static final String OTHER = "other";
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY");

    /** Who answered and why are many together: past so many timers it is {@code other}, too. */
    private static final int MAX_TIMERS = 1_000;

    public static final String CALLS = "hopguard.client.calls";
    public static final String ATTEMPTS = "hopguard.client.attempts";

    private record Key(String route, String method, String outcome, DiagnosisTags diagnosis) {}

    private final MeterRegistry registry;
    private final String name;
    private final String clientName;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final Set<String> templates = ConcurrentHashMap.newKeySet();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();

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
        String method = METHODS.contains(request.method()) ? request.method() : OTHER;
        Key key = new Key(route(request), method, outcome, diagnosis);
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

    private String route(Request request) {
        String route = request.route();
        if (route == null) {
            return "none";
        }
        return route.indexOf('{') >= 0 ? known(templates, MAX_TEMPLATES, route) : known(paths, MAX_PATHS, route);
    }

    /** Locked only until there are as many as may be. */
    private static String known(Set<String> routes, int most, String route) {
        if (routes.contains(route)) {
            return route;
        }
        if (routes.size() >= most) {
            return OTHER;
        }
        synchronized (routes) {
            return routes.contains(route) || routes.size() < most && routes.add(route) ? route : OTHER;
        }
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
