package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Lets calls under way end when the application stops: after the web server's own graceful shutdown, and after the beans that
 * use a client. All clients share one period of grace, which begins with the first that is closed then; one that is destroyed
 * while the application goes on has a period of its own.
 */
final class GracefulClosing implements DestructionAwareBeanPostProcessor, ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private static final Duration LONGEST = Duration.ofDays(1);

    /** That of the property, for a context that failed before its properties were there. */
    private static final Duration USUAL = Duration.ofSeconds(10);

    private final ObjectProvider<HopguardProperties> properties;
    private final ApplicationContext context;
    private final LongSupplier nanoTime;
    private volatile boolean stopping;
    private @Nullable Long endNanos;

    GracefulClosing(ObjectProvider<HopguardProperties> properties, ApplicationContext context, LongSupplier nanoTime) {
        this.properties = properties;
        this.context = context;
        this.nanoTime = nanoTime;
    }

    /** Comes ahead of the web server's graceful shutdown, so the period does not begin here. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        // Those of child contexts come here too.
        if (event.getApplicationContext() == context) {
            stopping = true;
        }
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof ResilientClient;
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        if (bean instanceof ResilientClient client) {
            close(client);
        }
    }

    void close(ResilientClient client) {
        client.close(left());
    }

    /** How long the next client may take. Once the application stops, asked by the thread that closes the context, which is one. */
    Duration left() {
        if (!stopping) {
            return grace();
        }
        if (endNanos == null) {
            endNanos = nanoTime.getAsLong() + grace().toNanos();
        }
        return Duration.ofNanos(Math.max(0, endNanos - nanoTime.getAsLong()));
    }

    private Duration grace() {
        Duration grace = set();
        return grace.compareTo(LONGEST) < 0 ? grace : LONGEST;
    }

    private Duration set() {
        try {
            HopguardProperties known = properties.getIfAvailable();
            return known == null ? USUAL : known.shutdownGrace();
        } catch (BeansException e) {
            LOG.debug("hopguard.shutdown-grace is not known, {} holds", USUAL, e);
            return USUAL;
        }
    }
}
