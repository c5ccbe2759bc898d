package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.policy.RedirectPolicy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which redirects are followed.
 *
 * @param enabled Whether redirects are followed.
 * @param maxRedirects Redirects of one call.
 * @param crossOrigin Whether redirects to another origin are followed; secrets are not sent there.
 * @param unsafeMethods Whether redirects of requests such as POST are followed.
 * @param secretHeaders Names of headers that another origin must not see although their names do not say so.
 */
record RedirectProperties(
        @Nullable Boolean enabled,
        @Nullable Integer maxRedirects,
        @Nullable Boolean crossOrigin,
        @Nullable Boolean unsafeMethods,
        @Nullable Set<String> secretHeaders) {

    void applyTo(RedirectPolicy.Builder policy) {
        set(enabled, policy::enabled);
        set(maxRedirects, policy::maxRedirects);
        set(crossOrigin, policy::crossOrigin);
        set(unsafeMethods, policy::unsafeMethods);
        set(secretHeaders, policy::secretHeaders);
    }
}
