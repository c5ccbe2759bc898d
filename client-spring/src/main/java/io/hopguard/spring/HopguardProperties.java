package io.hopguard.spring;

import io.hopguard.client.policy.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        @NestedConfigurationProperty @DefaultValue ErrorProperties errors) {

    /** What can be read but could not hold, and what no client looks at. */
    List<String> problems() {
        Problems problems = new Problems();
        problems.require(!shutdownGrace.isNegative(), "hopguard.shutdown-grace", shutdownGrace, "must not be negative");
        int kept = actuator.lastFailures();
        problems.require(
                kept >= 0 && kept <= ActuatorProperties.MOST_FAILURES,
                "hopguard.actuator.last-failures",
                kept,
                "must be from 0 to " + ActuatorProperties.MOST_FAILURES);
        List<String> found = new ArrayList<>(problems.found());
        found.addAll(defaults.tls().problems("hopguard.defaults.tls."));
        clients.forEach((name, own) -> found.addAll(own.shared().tls().problems("hopguard.clients." + name + ".tls.")));
        return found;
    }

    /** The same settings for the clients that there were at the start; a client comes and goes with a restart. */
    HopguardProperties startedAs(HopguardProperties first) {
        Map<String, ClientProperties> same = new LinkedHashMap<>(first.clients);
        same.replaceAll((name, before) -> clients.getOrDefault(name, before));
        return new HopguardProperties(
                first.enabled,
                first.shutdownGrace,
                first.circuitBreakerRegistry,
                first.actuator,
                first.health,
                defaults,
                same,
                first.inbound,
                first.errors);
    }

    /** What is not about clients and not the same, by the names of the groups. */
    List<String> differingFrom(HopguardProperties first) {
        Map<String, Object> before = first.ofTheApplication();
        return ofTheApplication().entrySet().stream()
                .filter(group -> !group.getValue().equals(before.get(group.getKey())))
                .map(group -> "hopguard." + group.getKey())
                .toList();
    }

    private Map<String, Object> ofTheApplication() {
        return Map.of(
                "enabled",
                enabled,
                "shutdown-grace",
                shutdownGrace,
                "circuit-breaker-registry",
                circuitBreakerRegistry,
                "actuator",
                actuator,
                "health",
                health,
                "inbound",
                inbound,
                "errors",
                errors);
    }
}
