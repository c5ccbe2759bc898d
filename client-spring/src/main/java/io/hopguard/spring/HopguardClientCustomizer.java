package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;

/**
 * Changes what properties cannot: a token source, a cookie jar, an interceptor around attempts, a diagnoser or an executor of
 * one's own. All beans of this type are asked, in their order, for each client that Hopguard makes from properties, after
 * the properties have been applied.
 */
@FunctionalInterface
public interface HopguardClientCustomizer {
    /**
     * Changes one client in the making.
     *
     * @param client the client's name below {@code hopguard.clients}, or {@code default} for what serves all others, and
     *     {@code default-2} and so on where Spring Boot asks for other settings
     * @param builder the builder, with the properties applied
     */
    void customize(String client, ResilientClientBuilder builder);
}
