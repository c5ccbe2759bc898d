package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.TimeoutPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.util.ClassUtils;

/**
 * What Spring Boot's own properties say, for what ours leave open. Cut to the total limit rather than refused: adding the
 * dependency must not keep an application from starting.
 */
final class BootSettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    /** Since Spring Boot 4.1. */
    private static final boolean FILTERS = ClassUtils.isPresent(
            "org.springframework.boot.http.client.InetAddressFilter", BootSettings.class.getClassLoader());

    private final HttpClientSettings settings;
    private final TimeoutProperties ours;
    private final @Nullable Boolean redirectsEnabled;
    private final PropertyNames names;

    BootSettings(HttpClientSettings settings, SharedProperties effective, PropertyNames names) {
        this.settings = settings;
        this.ours = effective.timeouts();
        this.redirectsEnabled = effective.redirects().enabled();
        this.names = names;
    }

    void applyTo(ResilientClientBuilder builder) {
        Duration read = positive(settings.readTimeout());
        Duration total = total(read);
        if (ours.total() == null) {
            builder.timeouts(t -> t.total(total));
        }
        connect(total, builder);
        if (read != null) {
            Duration within = shorter(read, total);
            if (ours.attempt() == null) {
                builder.timeouts(t -> t.attempt(within));
                names.comesFrom("timeouts.attempt", "read-timeout");
            } else {
                wins("timeouts.attempt", ours.attempt(), "read-timeout", read);
            }
            if (ours.idle() == null) {
                builder.timeouts(t -> t.idle(within));
                names.comesFrom("timeouts.idle", "read-timeout");
            }
        }
        redirects(builder);
        if (FILTERS) {
            AddressFilters.apply(settings, builder);
        }
    }

    private void connect(Duration total, ResilientClientBuilder builder) {
        Duration connect = positive(settings.connectTimeout());
        if (connect == null) {
            return;
        }
        if (ours.connect() == null) {
            builder.timeouts(t -> t.connect(shorter(connect, total)));
            names.comesFrom("timeouts.connect", "connect-timeout");
        } else {
            wins("timeouts.connect", ours.connect(), "connect-timeout", connect);
        }
    }

    private void redirects(ResilientClientBuilder builder) {
        HttpRedirects redirects = settings.redirects();
        if (redirects == null) {
            return;
        }
        boolean follow = redirects != HttpRedirects.DONT_FOLLOW;
        if (redirectsEnabled == null) {
            builder.redirects(r -> r.enabled(follow));
        } else {
            wins("redirects.enabled", redirectsEnabled, "redirects", redirects);
        }
    }

    /** An answer that may take so long must fit into its call. */
    private Duration total(@Nullable Duration read) {
        if (ours.total() != null) {
            return ours.total();
        }
        Duration usual = TimeoutPolicy.builder().build().total();
        Duration wanted = ours.attempt() == null ? read : null;
        return wanted != null && wanted.compareTo(usual) > 0 ? wanted : usual;
    }

    private void wins(String dashed, Object value, String boots, Object other) {
        if (!value.equals(other)) {
            LOG.warn(
                    "{} ({}) wins over {} ({})",
                    names.written(dashed),
                    Problems.shown(value),
                    names.boots(boots),
                    Problems.shown(other));
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** For others 0 is no limit; here every call has one. */
    private static @Nullable Duration positive(@Nullable Duration time) {
        return time == null || time.isZero() || time.isNegative() ? null : time;
    }
}
