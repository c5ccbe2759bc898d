package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/**
 * Registers a client bean, and a RestClient on it, for each name below {@code hopguard.clients}. By definitions with a factory
 * method, and last of all: it must see which names the application has taken. It runs at each start, also where everything else
 * was processed ahead of time, so that the clients are always those of the properties of that start.
 */
final class NamedClientsRegistrar implements BeanDefinitionRegistryPostProcessor {
    static final String CLIENTS = "hopguardClients";
    static final String REST_CLIENT = "RestClient";
    /** Methods of {@link HopguardClients}. */
    static final String OPEN = "open";

    static final String OPEN_REST_CLIENT = "restClient";

    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final Environment environment;

    NamedClientsRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        KnownProperties.check(environment);
        Set<String> names = names(environment);
        checkFree(names);
        for (String name : names) {
            register(registry, name, name, ResilientClient.class, OPEN);
            register(registry, name, name + REST_CLIENT, RestClient.class, OPEN_REST_CLIENT);
        }
    }

    static Set<String> names(Environment environment) {
        return Binder.get(environment)
                .bindOrCreate("hopguard", HopguardProperties.class)
                .clients()
                .keySet();
    }

    private static void checkFree(Set<String> names) {
        List<String> problems = names.stream()
                .filter(HopguardClients::isOfShared)
                .map(name -> "hopguard.clients." + name
                        + " has the name of a shared client, which serves whatever belongs to"
                        + " no client; give it another name, or set hopguard.defaults")
                .toList();
        if (!problems.isEmpty()) {
            throw new InvalidHopguardPropertiesException(problems, null);
        }
    }

    private static void register(
            BeanDefinitionRegistry registry, String client, String beanName, Class<?> type, String factoryMethod) {
        // Also by an object without a definition, or by an alias.
        if (registry.isBeanNameInUse(beanName)) {
            checkOwn(registry, client, beanName, type);
            return;
        }
        RootBeanDefinition bean = new RootBeanDefinition(type);
        bean.setFactoryBeanName(CLIENTS);
        bean.setFactoryMethodName(factoryMethod);
        bean.getConstructorArgumentValues().addIndexedArgumentValue(0, client);
        // What the application defines itself is what it wants where it asks by type alone.
        bean.setFallback(true);
        // Said explicitly, it holds also with spring.main.lazy-initialization: mistakes are told at the start.
        bean.setLazyInit(false);
        bean.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
        registry.registerBeanDefinition(beanName, bean);
    }

    private static void checkOwn(BeanDefinitionRegistry registry, String client, String beanName, Class<?> type) {
        Class<?> taken =
                registry instanceof ConfigurableListableBeanFactory beans ? beans.getType(beanName, false) : null;
        if (taken != null && !type.isAssignableFrom(taken)) {
            throw new InvalidHopguardPropertiesException(
                    List.of("hopguard.clients." + client + " is to be a bean '" + beanName + "' of type "
                            + type.getSimpleName() + ", but that is the name of a " + taken.getName()
                            + "; give one of them another name"),
                    null);
        }
        LOG.info("bean '{}' of the application takes the place of that of hopguard.clients.{}", beanName, client);
    }
}
