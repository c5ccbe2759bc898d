package io.hopguard.spring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Lets servlet applications keep to the time that their callers give them. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
@ConditionalOnSwitch(value = "hopguard.inbound.enabled", unset = true)
@Import(TomcatAddresses.class)
public final class HopguardServletAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring.inbound");

    /** Made by Spring. */
    public HopguardServletAutoConfiguration() {}

    @Bean
    FilterRegistrationBean<InboundBudgetFilter> hopguardInboundBudgetFilter(
            HopguardProperties all,
            ObjectProvider<MeterRegistry> registry,
            BeanFactory beans,
            Environment environment) {
        InboundProperties properties = all.inbound();
        if (properties.enforce() && isNative(environment) && !beans.containsBean(TomcatAddresses.KEEPING)) {
            LOG.warn(
                    "hopguard.inbound.trusted-sources goes by addresses that this web server takes from headers, because"
                            + " server.forward-headers-strategy is native; set it to framework, or let only your proxies connect");
        }
        InboundReport report = new InboundReport(registry.getIfUnique(), properties.enforce());
        FilterRegistrationBean<InboundBudgetFilter> filter = new FilterRegistrationBean<>(
                new InboundBudgetFilter(InboundBudget.of(properties), report, properties.enforce()));
        filter.setName("hopguardInboundBudgetFilter");
        filter.setOrder(properties.order());
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setAsyncSupported(true);
        return filter;
    }

    /** As Spring Boot decides. */
    private static boolean isNative(Environment environment) {
        String strategy = environment.getProperty("server.forward-headers-strategy");
        CloudPlatform platform = CloudPlatform.getActive(environment);
        return strategy == null
                ? platform != null && platform.isUsingForwardHeaders()
                : "native".equalsIgnoreCase(strategy);
    }
}
