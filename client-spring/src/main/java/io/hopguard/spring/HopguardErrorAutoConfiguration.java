package io.hopguard.spring;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.annotation.Bean;

/** Answers failures of the services behind a servlet application as a gateway does, where {@code hopguard.errors.enabled}. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
@ConditionalOnSwitch(value = "hopguard.errors.enabled", unset = false)
public final class HopguardErrorAutoConfiguration {
    /** Made by Spring. */
    public HopguardErrorAutoConfiguration() {}

    @Bean
    HopguardErrorAdvice hopguardErrorAdvice(HopguardProperties properties) {
        return new HopguardErrorAdvice(properties.errors());
    }
}
