package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.policy.Problems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.env.Environment;

/** Makes clients from properties; what cannot work is told in the words of the properties. */
final class ClientAssembly {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final HopguardProperties properties;
    private final Environment environment;
    private final Extensions extensions;
    private final BundleContexts contexts;

    ClientAssembly(
            HopguardProperties properties, Environment environment, Extensions extensions, BundleContexts contexts) {
        this.properties = properties;
        this.environment = environment;
        this.extensions = extensions;
        this.contexts = contexts;
    }

    /** For one service. */
    ResilientClient named(String name, HttpClientSettings settings, @Nullable String baseUrl) {
        ClientProperties own = Objects.requireNonNull(properties.clients().get(name), name);
        PropertyNames names = new PropertyNames(environment, name);
        SharedProperties effective = own.shared().over(properties.defaults());
        return make(name, effective, settings, names, builder -> service(own, baseUrl, names, builder));
    }

    /** For all calls that belong to no named client. */
    ResilientClient shared(String name, HttpClientSettings settings) {
        PropertyNames names = new PropertyNames(environment, null);
        return make(name, properties.defaults(), settings, names, builder -> {});
    }

    /** Where the relative paths of a client lead by our own property, or null. */
    @Nullable
    String baseUri(String name) {
        ClientProperties own = properties.clients().get(name);
        return own == null ? null : own.baseUri();
    }

    /** Changes a builder before it is built. */
    @FunctionalInterface
    private interface Change {
        void apply(ResilientClientBuilder builder);
    }

    private ResilientClient make(
            String name, SharedProperties effective, HttpClientSettings settings, PropertyNames names, Change change) {
        ResilientClientBuilder builder = ResilientClient.builder().name(name);
        try {
            new BootSettings(settings, effective, names).applyTo(builder);
            effective.applyTo(builder);
            contexts.apply(effective, settings, names, builder);
            change.apply(builder);
            extensions.applyTo(name, builder);
            ResilientClient client = builder.build();
            LOG.debug("{}", client.describe());
            return client;
        } catch (InvalidConfigurationException e) {
            throw new InvalidHopguardPropertiesException(names.told(e.problems()), e);
        } catch (InvalidRequestException e) {
            throw new InvalidHopguardPropertiesException(
                    List.of(names.written("headers") + " or " + names.written("auth") + ": " + e.getMessage()), e);
        }
    }

    private static void service(
            ClientProperties own, @Nullable String baseUrl, PropertyNames names, ResilientClientBuilder builder) {
        if (own.baseUri() == null && baseUrl != null) {
            builder.baseUri(baseUrl);
            names.comesFrom("base-uri", "base-url");
        }
        set(own.baseUri(), builder::baseUri);
        set(own.hops(), hops -> hops.forEach(hop -> builder.hops(hop::applyTo)));
        if (Boolean.TRUE.equals(own.hopsWarnOnly())) {
            builder.hops(h -> h.warnOnly());
        }
        if (own.auth() != null) {
            Problems problems = new Problems();
            set(own.auth().auth(problems), builder::auth);
            problems.throwIfAny();
        }
    }
}
