package io.hopguard.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Lets clients follow properties that change while the application runs. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
public final class HopguardRefreshAutoConfiguration {
    /** Made by Spring. */
    public HopguardRefreshAutoConfiguration() {}

    @Bean
    HopguardRefresher hopguardRefresher(Environment environment, HopguardClients clients, ClientAssembly assembly) {
        return new HopguardRefresher(environment, clients, assembly);
    }

    @Bean
    ApplicationListener<HopguardRefreshEvent> hopguardRefreshListener(HopguardRefresher refresher) {
        return new Asked(refresher);
    }

    /** A class, because of a lambda Spring could not tell to which event it listens. */
    record Asked(HopguardRefresher refresher) implements ApplicationListener<HopguardRefreshEvent> {
        @Override
        public void onApplicationEvent(HopguardRefreshEvent event) {
            refresher.refresh();
        }
    }

    /** Where Spring Cloud is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = EnvironmentChanges.EVENT)
    static class Cloud {
        @Bean
        static EnvironmentChanges hopguardEnvironmentChanges(ObjectProvider<HopguardRefresher> refresher) {
            return new EnvironmentChanges(refresher);
        }
    }

    /** Where the actuator is, and the endpoint is exposed and may be accessed. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
    static class Actuator {
        @Bean
        @ConditionalOnAvailableEndpoint
        HopguardRefreshEndpoint hopguardRefreshEndpoint(HopguardRefresher refresher) {
            return new HopguardRefreshEndpoint(refresher);
        }
    }
}
