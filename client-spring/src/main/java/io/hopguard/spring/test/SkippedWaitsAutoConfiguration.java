package io.hopguard.spring.test;

import io.hopguard.client.testing.SkippedWaits;
import io.hopguard.spring.HopguardClientCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Lets the waits of all clients that Hopguard makes from properties pass at once. Part of {@link AutoConfigureHopguard}, never of an application. */
@AutoConfiguration
public final class SkippedWaitsAutoConfiguration {
    /** Made by Spring. */
    public SkippedWaitsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    SkippedWaits hopguardSkippedWaits() {
        return new SkippedWaits();
    }

    @Bean
    HopguardClientCustomizer hopguardWaitsSkipper(SkippedWaits waits) {
        return (client, builder) -> builder.skipWaits(waits);
    }
}
