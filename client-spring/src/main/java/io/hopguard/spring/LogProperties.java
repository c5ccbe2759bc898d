package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.LogPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is said in the log, and how much of it in an outage.
 *
 * @param enabled Whether lines about calls and states are written.
 * @param slowAfter From when on an answered call is slow enough for a line; by default half of what the call was allowed.
 * @param window How long lines about one target are counted together.
 * @param linesPerWindow Lines about one target in a window, before they are summed up.
 */
record LogProperties(
        @Nullable Boolean enabled,
        @Nullable Duration slowAfter,
        @Nullable Duration window,
        @Nullable Integer linesPerWindow) {

    void applyTo(LogPolicy.Builder policy) {
        set(enabled, policy::enabled);
        set(slowAfter, policy::slowAfter);
        set(window, policy::window);
        set(linesPerWindow, policy::linesPerWindow);
    }
}
