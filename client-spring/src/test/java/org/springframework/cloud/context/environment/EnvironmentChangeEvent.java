package org.springframework.cloud.context.environment;

import java.util.Set;
import org.springframework.context.ApplicationEvent;

/** Stands for that of Spring Cloud, which is known by its name only. */
public final class EnvironmentChangeEvent extends ApplicationEvent {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> keys;

    public EnvironmentChangeEvent(Set<String> keys) {
        super(keys);
        this.keys = keys;
    }

    public Set<String> getKeys() {
        return keys;
    }
}
