package io.hopguard.client.internal.observe;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import io.hopguard.client.http.Request;
import io.hopguard.client.internal.kernel.AttemptRun;
import io.hopguard.client.policy.MeterPolicy;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Times calls, and attempts apart from them, without making an object for a record of the usual kind. */
final class CallMeters {
    private final ByRoute<RouteTimers> routes;

    CallMeters(Registrations meters, MeterPolicy policy, List<Duration> buckets) {
        RouteTimers.Source source = new RouteTimers.Source(meters, buckets, new AtomicInteger());
        this.routes = new ByRoute<>(
                new RouteNames(policy.maxTemplates(), policy.maxLiterals()),
                (route, method) -> new RouteTimers(source, route, method));
    }

    void answered(Request request, int status, long nanos) {
        routes.of(request).call(status).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(Request request, String code, long nanos) {
        routes.of(request).call(code).record(nanos, TimeUnit.NANOSECONDS);
    }

    void attempted(Request request, AttemptRun run, Attempt attempt) {
        RouteTimers timers = routes.of(request);
        int status = attempt.status();
        // A success has no diagnosis, and a redirect is nobody's failure.
        boolean plain = status != 0 && status < 400 && attempt.diagnosis() == Diagnosis.unknown();
        Timer timer = plain ? timers.attempt(status) : timers.attempt(AttemptTags.of(attempt));
        timer.record(run.endedAfterNanos(), TimeUnit.NANOSECONDS);
    }
}
