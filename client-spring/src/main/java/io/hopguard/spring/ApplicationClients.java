package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** All clients of the application that there are at a moment, for those who look at them. */
final class ApplicationClients {
    private final ConfigurableListableBeanFactory beans;
    private final HopguardClients clients;

    ApplicationClients(ConfigurableListableBeanFactory beans, HopguardClients clients) {
        this.beans = beans;
        this.clients = clients;
    }

    /** Beans by their names, and the shared ones by theirs. One that is lazy and was not asked for yet is not made. */
    Map<String, ResilientClient> all() {
        Map<String, ResilientClient> all = new TreeMap<>();
        for (ResilientClient shared : clients.shared()) {
            all.put(shared.state().client(), shared);
        }
        for (String name : beans.getBeanNamesForType(ResilientClient.class, false, false)) {
            if (beans.containsSingleton(name)) {
                all.put(name, beans.getBean(name, ResilientClient.class));
            }
        }
        return all;
    }

    @Nullable
    ResilientClient known(String name) {
        return all().get(name);
    }

    /** Where a client's relative paths lead by the properties, or null. */
    @Nullable
    String baseUri(String name) {
        return clients.names().contains(name) ? clients.baseUri(name) : null;
    }
}
