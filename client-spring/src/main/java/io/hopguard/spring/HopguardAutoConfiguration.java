package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.codec.BodyCodec;
import io.hopguard.client.codec.Jackson3Codec;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.extend.Interceptor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a {@link ResilientClient} bean for each name below {@code hopguard.clients}, and lets every {@code RestClient.Builder},
 * {@code RestTemplateBuilder} and group of HTTP services of the application send through Hopguard. Switched off by
 * {@code hopguard.enabled=false}; by default on.
 */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration",
            "org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
        })
@ConditionalOnSwitch(value = "hopguard.enabled", unset = true)
@EnableConfigurationProperties(HopguardProperties.class)
public final class HopguardAutoConfiguration {
    /** Made by Spring. */
    public HopguardAutoConfiguration() {}

    @Bean
    static NamedClientsRegistrar hopguardNamedClients(Environment environment) {
        return new NamedClientsRegistrar(environment);
    }

    @Bean
    static GracefulClosing hopguardGracefulClosing(
            ObjectProvider<HopguardProperties> properties, ApplicationContext context) {
        return new GracefulClosing(properties, context, System::nanoTime);
    }

    @Bean
    Extensions hopguardExtensions(
            ObjectProvider<MeterRegistry> meterRegistry,
            ObjectProvider<ObservationRegistry> observationRegistry,
            ObjectProvider<BodyCodec> codec,
            ObjectProvider<CallListener> listeners,
            ObjectProvider<Interceptor> interceptors,
            ObjectProvider<BuilderExtension> ofThisModule,
            ObjectProvider<HopguardClientCustomizer> customizers) {
        return new Extensions(
                meterRegistry, observationRegistry, codec, listeners, interceptors, ofThisModule, customizers);
    }

    @Bean
    GroupSettings hopguardGroupSettings(
            ObjectProvider<HttpClientSettings> all,
            ObjectProvider<HttpServiceClientProperties> groups,
            ObjectProvider<SslBundles> bundles) {
        return new GroupSettings(all, groups, bundles);
    }

    @Bean
    ClientAssembly hopguardClientAssembly(
            HopguardProperties properties,
            Environment environment,
            Extensions extensions,
            ObjectProvider<SslBundles> bundles) {
        return new ClientAssembly(properties, environment, extensions, new BundleContexts(bundles.getIfAvailable()));
    }

    @Bean(NamedClientsRegistrar.CLIENTS)
    HopguardClients hopguardClients(
            BeanFactory beans,
            ClientAssembly assembly,
            GroupSettings settings,
            HopguardProperties properties,
            GracefulClosing closing) {
        return new HopguardClients(
                beans, assembly, settings, properties.clients().keySet(), closing);
    }

    /** For clients that are made in code: with the application's beans and what holds for all clients. */
    @Bean
    @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    ResilientClientBuilder resilientClientBuilder(ClientAssembly assembly, GroupSettings settings) {
        return assembly.builder(settings.ofAll());
    }

    /** The application's own mapper, so that values look the same in both directions. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(JsonMapper.class)
    static class Json {
        @Bean
        @ConditionalOnSingleCandidate(JsonMapper.class)
        @ConditionalOnMissingBean(BodyCodec.class)
        BodyCodec hopguardBodyCodec(JsonMapper mapper) {
            return new Jackson3Codec(mapper);
        }
    }
}
