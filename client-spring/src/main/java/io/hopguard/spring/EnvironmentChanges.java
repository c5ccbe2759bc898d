package io.hopguard.spring;

import io.hopguard.client.policy.InvalidConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.SmartApplicationListener;

/** Follows Spring Cloud, which tells by an event of its own that the environment has changed; known by its name only. */
final class EnvironmentChanges implements SmartApplicationListener {
    static final String EVENT = "org.springframework.cloud.context.environment.EnvironmentChangeEvent";

    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final ObjectProvider<HopguardRefresher> refresher;

    /** Made ahead of everything that is asked for here: it is asked about every event. */
    EnvironmentChanges(ObjectProvider<HopguardRefresher> refresher) {
        this.refresher = refresher;
    }

    @Override
    public boolean supportsEventType(Class<? extends ApplicationEvent> eventType) {
        return eventType.getName().equals(EVENT);
    }

    /** Behind Spring Cloud's own, which binds the properties of beans anew. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    /** Others listen to it, too, and must not be kept from it. */
    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        try {
            refresher.getObject().refresh();
        } catch (InvalidConfigurationException e) {
            LOG.warn("the changed properties cannot work, all clients stay as they are: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("not all clients could be changed, the next refresh tries again", e);
        }
    }
}
