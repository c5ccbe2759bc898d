package io.hopguard.examples.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time that is somebody's default.
 *
 * @param seconds how long
 * @param whose products that have it
 */
record KnownLimit(int seconds, String whose) {
    private static final List<KnownLimit> ALL = List.of(
            new KnownLimit(15, "Envoy's and Istio's route timeout"),
            new KnownLimit(29, "AWS API Gateway's integration timeout"),
            new KnownLimit(30, "gunicorn's --timeout, Heroku's router, CloudFront, Google Cloud's backend service"),
            new KnownLimit(
                    60, "nginx's proxy_read_timeout, AWS ALB's idle timeout, Apache httpd's Timeout, Kong, Varnish"),
            new KnownLimit(75, "nginx's keepalive_timeout and connect limit"),
            new KnownLimit(100, "Cloudflare's proxy read timeout"));

    private static final long EARLY_NANOS = 60_000_000L;
    private static final long LATE_NANOS = 400_000_000L;

    /** The limit that ended something which took so long, or null. Timers are late, hardly ever early. */
    static @Nullable KnownLimit near(long nanos) {
        for (KnownLimit each : ALL) {
            long over = nanos - each.seconds * 1_000_000_000L;
            if (over >= -EARLY_NANOS && over <= LATE_NANOS) {
                return each;
            }
        }
        return null;
    }
}
