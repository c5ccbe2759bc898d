package io.hopguard.spring;

/** Whose circuit breakers the clients use. */
enum BreakerRegistryChoice {
    /** Those of Hopguard, by the properties of each client. */
    OWN,
    /** Those of the application's registry bean, by its default configuration. */
    APPLICATION
}
