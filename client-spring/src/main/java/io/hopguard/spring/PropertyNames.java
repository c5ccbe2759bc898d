package io.hopguard.spring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/** Says of one client under which names its settings were written: its own, those for all clients, or Spring Boot's. */
final class PropertyNames {
    private static final Pattern CORE = Pattern.compile(
            "(?<![\\w./-])((?:timeouts|retry|retryBudget|circuitBreaker|bulkhead|redirects|connections|proxy|limits|tls|auth|meters|logs|redaction)"
                    + "\\.[a-zA-Z]+[a-zA-Z.-]*[a-zA-Z]|baseUri|userAgent|requestIdHeader|sslContext)(?![\\w-])");
    private static final Pattern FIRST = Pattern.compile("^(name|auth|header|addressGuard|hops(?:\\.[^ ]+)?) is ");
    private static final Map<String, String> OTHERWISE = Map.of(
            "sslContext",
            "ssl-bundle",
            "proxy.basicAuth",
            "proxy.user",
            "header",
            "headers",
            "addressGuard",
            "proxy.uri",
            "redaction.header",
            "redaction.headers",
            "redaction.pattern",
            "redaction.patterns");

    private final Environment environment;
    private final @Nullable String client;
    private final Map<String, String> boots = new HashMap<>();

    /**
     * For one client.
     *
     * @param client its name, or null for what is shared by all that have none
     */
    PropertyNames(Environment environment, @Nullable String client) {
        this.environment = environment;
        this.client = client;
    }

    /** Where the setting comes from if it is not one of ours. */
    void comesFrom(String dashed, String bootsSuffix) {
        boots.put(dashed, boots(bootsSuffix));
    }

    /** The name of a property of Spring Boot: that of the group of HTTP services where it is written, else that for all. */
    String boots(String suffix) {
        String group = "spring.http.serviceclient." + client + "." + suffix;
        return client != null && isWritten(group) ? group : "spring.http.clients." + suffix;
    }

    /** A problem of the core in the words of the configuration, with the place of what is wrong. */
    String told(String problem) {
        String rest = FIRST.matcher(problem).replaceFirst(found -> quoted(found.group(1)) + " is ");
        String told = CORE.matcher(rest)
                .replaceAll((MatchResult found) -> quoted(found.group(1)))
                .replace("proxy(p -> p.warnOnly())", written("proxy.warn-only") + ": true")
                .replace("histograms(false)", written("meters.histograms") + ": false");
        String place = place(told.substring(0, Math.max(0, told.indexOf(' '))));
        return place == null ? told : told + " (" + place + ")";
    }

    List<String> told(List<String> problems) {
        return problems.stream().map(this::told).toList();
    }

    private String quoted(String core) {
        String dashed = OTHERWISE.getOrDefault(core, KnownProperties.dashed(core));
        return Matcher.quoteReplacement(written(dashed));
    }

    /** The name under which it was written, or should be. */
    String written(String dashed) {
        String own = client == null ? null : "hopguard.clients." + client + "." + dashed;
        String shared = "hopguard.defaults." + dashed;
        if (own != null && isWritten(own)) {
            return own;
        }
        if (isWritten(shared)) {
            return shared;
        }
        return boots.getOrDefault(dashed, own != null ? own : shared);
    }

    private boolean isWritten(String name) {
        ConfigurationPropertyName asked = ConfigurationPropertyName.adapt(name, '.');
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source.getConfigurationProperty(asked) != null
                    || source.containsDescendantOf(asked) == ConfigurationPropertyState.PRESENT) {
                return true;
            }
        }
        return false;
    }

    private @Nullable String place(String name) {
        ConfigurationPropertyName asked = ConfigurationPropertyName.adapt(name, '.');
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            ConfigurationProperty found = source.getConfigurationProperty(asked);
            if (found != null) {
                return found.getOrigin() == null ? null : found.getOrigin().toString();
            }
        }
        return null;
    }
}
