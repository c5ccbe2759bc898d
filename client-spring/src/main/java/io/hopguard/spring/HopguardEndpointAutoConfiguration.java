package io.hopguard.spring;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

/** Adds the endpoint {@code hopguard} to the actuator, where that is present and the endpoint is exposed. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
@ConditionalOnAvailableEndpoint(HopguardEndpoint.class)
public final class HopguardEndpointAutoConfiguration {
    /** Made by Spring. */
    public HopguardEndpointAutoConfiguration() {}

    @Bean
    LastFailures hopguardLastFailures(HopguardProperties properties) {
        return new LastFailures(properties.actuator().lastFailures());
    }

    @Bean
    @ConditionalOnSwitch(value = "hopguard.actuator.breaker-control", unset = false)
    HopguardControlEndpoint hopguardControlEndpoint(
            ConfigurableListableBeanFactory beans, HopguardClients clients, LastFailures failures) {
        return new HopguardControlEndpoint(new ApplicationClients(beans, clients), failures);
    }

    @Bean
    @ConditionalOnMissingBean(value = HopguardControlEndpoint.class, search = SearchStrategy.CURRENT)
    HopguardEndpoint hopguardEndpoint(
            ConfigurableListableBeanFactory beans, HopguardClients clients, LastFailures failures) {
        return new HopguardEndpoint(new ApplicationClients(beans, clients), failures);
    }
}
