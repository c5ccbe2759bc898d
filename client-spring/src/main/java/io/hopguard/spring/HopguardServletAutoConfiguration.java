package io.hopguard.spring;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Lets servlet applications keep to the time that their callers give them. */
@AutoConfiguration(after = HopguardAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(Filter.class)
@ConditionalOnBean(value = HopguardClients.class, search = SearchStrategy.CURRENT)
@ConditionalOnSwitch(value = "hopguard.inbound.enabled", unset = true)
public final class HopguardServletAutoConfiguration {
    /** Made by Spring. */
    public HopguardServletAutoConfiguration() {}

    @Bean
    FilterRegistrationBean<InboundBudgetFilter> hopguardInboundBudgetFilter(
            HopguardProperties all, ObjectProvider<MeterRegistry> registry) {
        InboundProperties properties = all.inbound();
        InboundReport report = new InboundReport(registry.getIfUnique(), properties.enforce());
        FilterRegistrationBean<InboundBudgetFilter> filter = new FilterRegistrationBean<>(
                new InboundBudgetFilter(InboundBudget.of(properties), report, properties.enforce()));
        filter.setName("hopguardInboundBudgetFilter");
        filter.setOrder(properties.order());
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setAsyncSupported(true);
        return filter;
    }
}
