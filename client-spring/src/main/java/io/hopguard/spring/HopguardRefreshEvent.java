package io.hopguard.spring;

import org.springframework.context.ApplicationEvent;

/**
 * Says that properties below {@code hopguard} may have changed: publish it, and the clients go by the new ones when
 * {@code publishEvent} returns. What cannot work is thrown there as an
 * {@link io.hopguard.client.policy.InvalidConfigurationException}.
 */
public final class HopguardRefreshEvent extends ApplicationEvent {
    private static final long serialVersionUID = 1L;

    /**
     * By whoever has changed them.
     *
     * @param source who publishes it
     */
    public HopguardRefreshEvent(Object source) {
        super(source);
    }
}
