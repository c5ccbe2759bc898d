package io.hopguard.spring;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Lets every {@code RestClient}, {@code RestTemplate} and HTTP service that Spring Boot builds send through Hopguard. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
public final class HopguardRestClientAutoConfiguration {
    /** Made by Spring. */
    public HopguardRestClientAutoConfiguration() {}

    @Bean
    HopguardRequestFactoryBuilderCustomizer hopguardRequestFactoryBuilderCustomizer(
            HopguardClients clients, Environment environment) {
        return new HopguardRequestFactoryBuilderCustomizer(clients, environment);
    }

    @Bean
    TransportCheck hopguardTransportCheck(ListableBeanFactory beans) {
        return new TransportCheck(beans);
    }

    @Bean
    HopguardGroupConfigurer hopguardGroupConfigurer(HopguardClients clients, GroupSettings settings) {
        return new HopguardGroupConfigurer(clients, settings);
    }
}
