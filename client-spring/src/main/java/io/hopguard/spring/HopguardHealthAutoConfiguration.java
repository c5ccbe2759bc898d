package io.hopguard.spring;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Shows circuit breakers in the application's health, where that is present; off by {@code management.health.hopguard.enabled=false}. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
@ConditionalOnEnabledHealthIndicator("hopguard")
public final class HopguardHealthAutoConfiguration {
    /** Made by Spring. */
    public HopguardHealthAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "hopguardHealthIndicator")
    HealthIndicator hopguardHealthIndicator(
            ConfigurableListableBeanFactory beans, HopguardClients clients, HopguardProperties properties) {
        return new BreakerHealth(
                new ApplicationClients(beans, clients), properties.health().openBreakerIsDown());
    }
}
