package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/**
 * Gives each injection point a {@link ResilientClientBuilder} of its own that reports to the application's meter registry.
 * Switched off by {@code hopguard.enabled=false}; by default on.
 */
@AutoConfiguration
@ConditionalOnProperty(prefix = "hopguard", name = "enabled", matchIfMissing = true)
public final class HopguardAutoConfiguration {
    /** Made by Spring. */
    public HopguardAutoConfiguration() {}

    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    ResilientClientBuilder resilientClientBuilder(ObjectProvider<MeterRegistry> meterRegistry) {
        ResilientClientBuilder builder = ResilientClient.builder();
        meterRegistry.ifUnique(builder::meterRegistry);
        return builder;
    }
}
