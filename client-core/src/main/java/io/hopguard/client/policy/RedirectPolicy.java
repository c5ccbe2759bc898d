package io.hopguard.client.policy;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which redirects of safe requests are followed. Immutable and thread-safe. */
public final class RedirectPolicy {
    /** As many as browsers follow. */
    private static final int MOST = 20;

    private final boolean enabled;
    private final int maxRedirects;
    private final boolean crossOrigin;
    private final boolean unsafeMethods;
    private final Set<String> secretHeaders;

    private RedirectPolicy(Builder builder) {
        this.enabled = builder.enabled;
        this.maxRedirects = builder.maxRedirects;
        this.crossOrigin = builder.crossOrigin;
        this.unsafeMethods = builder.unsafeMethods;
        this.secretHeaders = builder.secretHeaders;
    }

    /**
     * Starts from the defaults.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Whether redirects of GET, HEAD, OPTIONS and QUERY are followed; those of other methods never are.
     *
     * @return the value, by default on
     */
    public boolean enabled() {
        return enabled;
    }

    /**
     * How many redirects of one call are followed; the one after them is handed out as it is.
     *
     * @return the value, by default 5
     */
    public int maxRedirects() {
        return maxRedirects;
    }

    /**
     * Whether another origin (scheme, host or port) may be gone to, without secrets and without a body; never from https to
     * http.
     *
     * @return the value, by default no
     */
    public boolean crossOrigin() {
        return crossOrigin;
    }

    /**
     * Whether requests with unsafe methods are redirected too: 307 and 308 send them again with their body, on the same origin
     * alone; 303, and 301 and 302 for a POST, become a GET without it (RFC 9110 sections 15.4.2 to 15.4.4).
     *
     * @return the value, by default false
     */
    public boolean unsafeMethods() {
        return unsafeMethods;
    }

    /**
     * Headers that are secret although their names do not say so, and are not sent to another origin.
     *
     * @return the names in lower case, by default none
     */
    public Set<String> secretHeaders() {
        return secretHeaders;
    }

    /**
     * Checks each value by itself.
     *
     * @param problems takes what is wrong
     */
    public void check(Problems problems) {
        problems.require(
                maxRedirects >= 1 && maxRedirects <= MOST,
                "redirects.maxRedirects",
                maxRedirects,
                "must be from 1 to " + MOST + "; to follow none, use redirects(r -> r.off())");
        problems.require(
                secretHeaders.stream().allMatch(name -> name.matches("[!#$%&'*+.^_`|~0-9a-z-]+")),
                "redirects.secretHeaders",
                new TreeSet<>(secretHeaders),
                "must be names of header fields");
    }

    /** Collects the values of a {@link RedirectPolicy}. Not thread-safe. */
    public static final class Builder {
        private boolean enabled = true;
        private int maxRedirects = 5;
        private boolean crossOrigin;
        private boolean unsafeMethods;
        private Set<String> secretHeaders = Set.of();

        private Builder() {}

        /**
         * Whether redirects of GET, HEAD, OPTIONS and QUERY are followed.
         *
         * @param value the value, by default on
         * @return this
         */
        public Builder enabled(boolean value) {
            this.enabled = value;
            return this;
        }

        /**
         * How many redirects of one call are followed.
         *
         * @param value the value, by default 5
         * @return this
         */
        public Builder maxRedirects(int value) {
            this.maxRedirects = value;
            return this;
        }

        /**
         * Whether another origin may be gone to, without secrets and without a body.
         *
         * @param value the value, by default no
         * @return this
         */
        public Builder crossOrigin(boolean value) {
            this.crossOrigin = value;
            return this;
        }

        /**
         * Whether requests with unsafe methods are redirected too.
         *
         * @param value the value, by default false
         * @return this
         */
        public Builder unsafeMethods(boolean value) {
            this.unsafeMethods = value;
            return this;
        }

        /**
         * Headers that are not sent to another origin, on top of those whose names tell that they are secret.
         *
         * @param value the names, without regard to case; by default none
         * @return this
         */
        public Builder secretHeaders(Set<String> value) {
            this.secretHeaders =
                    value.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
            return this;
        }

        /**
         * Switches it off: every redirect is handed out as it is.
         *
         * @return this
         */
        public Builder off() {
            return enabled(false);
        }

        /**
         * Ends it; the values are checked when the client is built.
         *
         * @return the policy
         */
        public RedirectPolicy build() {
            return new RedirectPolicy(this);
        }
    }
}
