package io.hopguard.client.budget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hops between the client and the application, outermost first, with how long each waits for the one behind it.
 * Immutable and thread-safe. It changes nothing about calls; it is there to be checked.
 */
public final class HopPlan {
    private final List<Hop> hops;
    private final boolean warnOnly;

    private HopPlan(Builder builder) {
        this.hops = List.copyOf(builder.hops);
        this.warnOnly = builder.warnOnly;
    }

    /**
     * One hop.
     *
     * @param name what operators call it; a product's name in it (nginx, alb, gunicorn, ...) makes the advice name its
     *     directives
     * @param patience how long it waits for the answer of the hop behind it, or, as the last one, for the application
     * @param keepAlive how long it keeps an idle connection, or null if that is not known
     */
    public record Hop(
            String name, Duration patience, @Nullable Duration keepAlive) {}

    /**
     * Two neighbours in time that do not fit.
     *
     * @param error whether the caller is sure to see the wrong end of it, rather than now and then
     * @param hop the name of the hop whose value does not fit
     * @param value that value
     * @param advice who gives up first, what the caller sees, and what to change
     */
    public record Finding(boolean error, String hop, Duration value, String advice) {}

    /**
     * Starts without hops.
     *
     * @return a builder, not thread-safe
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The hops.
     *
     * @return the outermost first
     */
    public List<Hop> hops() {
        return hops;
    }

    /**
     * Whether a chain with errors is accepted all the same.
     *
     * @return true if it is only described, by default false
     */
    public boolean warnOnly() {
        return warnOnly;
    }

    /**
     * Compares each hop with those in front of it. Each should give up before them, so that its own answer gets through.
     *
     * @param total the client's limit for a call
     * @param keepAlive how long the client keeps an idle connection
     * @return what does not fit, in the order of the hops; empty if all does
     */
    public List<Finding> check(Duration total, Duration keepAlive) {
        return HopChain.check(hops, total, keepAlive);
    }

    /** Collects the hops of a {@link HopPlan}. Not thread-safe. */
    public static final class Builder {
        private final List<Hop> hops = new ArrayList<>();
        private boolean warnOnly;

        private Builder() {}

        /**
         * Adds the next hop on the way to the application.
         *
         * @param name what operators call it
         * @param patience how long it waits for the answer of the hop behind it
         * @return this
         */
        public Builder hop(String name, Duration patience) {
            hops.add(new Hop(name, patience, null));
            return this;
        }

        /**
         * Adds the next hop on the way to the application.
         *
         * @param name what operators call it
         * @param patience how long it waits for the answer of the hop behind it
         * @param keepAlive how long it keeps an idle connection
         * @return this
         */
        public Builder hop(String name, Duration patience, Duration keepAlive) {
            hops.add(new Hop(name, patience, keepAlive));
            return this;
        }

        /**
         * Accepts a chain with errors; they are still described.
         *
         * @return this
         */
        public Builder warnOnly() {
            this.warnOnly = true;
            return this;
        }

        /**
         * Ends it; the chain is checked when the client is built.
         *
         * @return the plan
         */
        public HopPlan build() {
            return new HopPlan(this);
        }
    }
}
