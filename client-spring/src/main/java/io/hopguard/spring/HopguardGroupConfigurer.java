package io.hopguard.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;

/** Groups of HTTP services go through the client of their name, if there is one. Right behind Spring Boot's own, which sets the rest. */
final class HopguardGroupConfigurer implements RestClientHttpServiceGroupConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final HopguardClients clients;
    private final GroupSettings settings;

    HopguardGroupConfigurer(HopguardClients clients, GroupSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @Override
    public void configureGroups(Groups<RestClient.Builder> groups) {
        groups.filter(group -> clients.names().contains(group.name())).forEachClient(this::configure);
    }

    private void configure(HttpServiceGroup group, RestClient.Builder builder) {
        String name = group.name();
        builder.requestFactory(clients.requestFactory(name));
        String wins = clients.baseUri(name);
        if (wins == null) {
            return;
        }
        builder.baseUrl(wins);
        String boots = settings.baseUrl(name);
        if (boots != null && !boots.equals(wins)) {
            LOG.warn("hopguard.clients.{}.base-uri wins over spring.http.serviceclient.{}.base-url", name, name);
        }
    }
}
