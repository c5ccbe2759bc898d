package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;

/** What a further auto-configuration of this module gives to every client, before the application's customizers. */
@FunctionalInterface
interface BuilderExtension {
    void applyTo(ResilientClientBuilder builder);
}
