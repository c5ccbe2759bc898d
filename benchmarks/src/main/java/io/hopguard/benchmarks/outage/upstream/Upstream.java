package io.hopguard.benchmarks.outage.upstream;

/** Something that takes requests. */
@FunctionalInterface
public interface Upstream {
    /** Takes one; must not wait. The answer comes later, or never. */
    void receive(Delivery request);
}
