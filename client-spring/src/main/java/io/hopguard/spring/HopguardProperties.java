package io.hopguard.spring;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything below {@code hopguard}: what has no component here, or below, is refused when the application starts.
 *
 * @param enabled Whether Hopguard's auto-configuration is on.
 * @param shutdownGrace How long calls under way may take when the application stops; for all clients together.
 * @param circuitBreakerRegistry Whose circuit breakers the clients use: their own, or those of the application's registry bean.
 * @param actuator What the endpoint of the actuator shows and does.
 * @param health What counts for the application's health.
 * @param defaults What holds for all clients unless a client has its own.
 * @param clients The clients by name; each is a bean of type ResilientClient of that name.
 * @param inbound What is done with the time that callers of the application give it.
 * @param errors How failures of clients are answered to callers of the application.
 */
@ConfigurationProperties("hopguard")
record HopguardProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("10s") Duration shutdownGrace,
        @DefaultValue("own") BreakerRegistryChoice circuitBreakerRegistry,
        @NestedConfigurationProperty @DefaultValue ActuatorProperties actuator,
        @NestedConfigurationProperty @DefaultValue HealthProperties health,
        @NestedConfigurationProperty @DefaultValue SharedProperties defaults,
        @DefaultValue Map<String, ClientProperties> clients,
        @NestedConfigurationProperty @DefaultValue InboundProperties inbound,
        @NestedConfigurationProperty @DefaultValue ErrorProperties errors) {}
