package io.hopguard.spring;

import io.hopguard.client.ResilientClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

/**
 * Lets calls under way end when the application stops: after the web server's own graceful shutdown, and after the beans that
 * use a client. All clients share one period of grace, which begins with the first that is closed.
 */
final class GracefulClosing implements DestructionAwareBeanPostProcessor {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final ObjectProvider<HopguardProperties> properties;
    private @Nullable Long endNanos;

    GracefulClosing(ObjectProvider<HopguardProperties> properties) {
        this.properties = properties;
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

    /** By the thread that closes the context, which is one. */
    void close(ResilientClient client) {
        if (endNanos == null) {
            Duration grace = properties.getObject().shutdownGrace();
            endNanos = System.nanoTime() + (grace.compareTo(LONGEST) < 0 ? grace : LONGEST).toNanos();
        }
        client.close(Duration.ofNanos(Math.max(0, endNanos - System.nanoTime())));
    }
}
