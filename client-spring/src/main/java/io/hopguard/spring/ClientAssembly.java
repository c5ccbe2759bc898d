package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.CheckedSettings;
import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.error.InvalidRequestException;
import io.hopguard.client.policy.InvalidConfigurationException;
import io.hopguard.client.policy.Problems;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.env.Environment;

/** Makes clients from properties; what cannot work is told in the words of the properties. */
final class ClientAssembly {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    /** No client has this name: those that are made in code share the contexts of their bundles. */
    private static final String IN_CODE = "";

    private final HopguardProperties first;
    private volatile HopguardProperties now;

    /** What each client really goes by: one that could not be changed still goes by something else than {@link #now}. */
    private final Map<ResilientClient, HopguardProperties> applied = new ConcurrentHashMap<>();

    private final Environment environment;
    private final Extensions extensions;
    private final BundleContexts contexts;

    ClientAssembly(
            HopguardProperties properties, Environment environment, Extensions extensions, BundleContexts contexts) {
        this.first = properties;
        this.now = properties;
        this.environment = environment;
        this.extensions = extensions;
        this.contexts = contexts;
    }

    HopguardProperties properties() {
        return now;
    }

    /** From now on clients are made from these, whose clients have the same names. */
    void use(HopguardProperties next) {
        now = next;
    }

    /** For one service. */
    ResilientClient named(String name, HttpClientSettings settings, @Nullable String baseUrl) {
        HopguardProperties properties = now;
        return built(properties, service(properties, name, settings, baseUrl));
    }

    /** For all calls that belong to no named client. */
    ResilientClient shared(String name, HttpClientSettings settings) {
        HopguardProperties properties = now;
        return built(properties, rest(properties, name, settings));
    }

    /** Of a client that may be made later. */
    void note(HttpClientSettings settings) {
        contexts.note(settings);
    }

    /** For clients that are made in code: with what holds for all, but not what is made for one name. */
    ResilientClientBuilder builder(HttpClientSettings settings) {
        PropertyNames names = new PropertyNames(environment, null);
        SharedProperties defaults = now.defaults();
        ResilientClientBuilder builder = ResilientClient.builder();
        try {
            new BootSettings(settings, defaults, names).applyTo(builder);
            defaults.applyTo(builder);
            contexts.apply(IN_CODE, defaults, settings, names, builder);
            extensions.applyTo(builder);
            return builder;
        } catch (InvalidConfigurationException e) {
            throw new InvalidHopguardPropertiesException(names.told(e.problems()), e);
        }
    }

    /** The settings of a client as they would be, checked; null when they are as they are. */
    @Nullable
    CheckedSettings changed(
            ResilientClient client,
            HopguardProperties next,
            String name,
            HttpClientSettings settings,
            @Nullable String baseUrl) {
        HopguardProperties before = applied(client);
        boolean same = effective(next, name).equals(effective(before, name))
                && own(next, name).service().equals(own(before, name).service());
        return same ? null : checked(service(next, name, settings, baseUrl));
    }

    /** The same of one that serves what belongs to no named client. */
    @Nullable
    CheckedSettings sharedChanged(
            ResilientClient client, HopguardProperties next, String name, HttpClientSettings settings) {
        return effective(next).equals(effective(applied(client))) ? null : checked(rest(next, name, settings));
    }

    /** The client goes by these from now on. */
    void apply(ResilientClient client, CheckedSettings settings, HopguardProperties next) {
        client.reconfigure(settings);
        applied.put(client, next);
    }

    private HopguardProperties applied(ResilientClient client) {
        return Objects.requireNonNull(applied.get(client), "made here");
    }

    /** Where the relative paths of a client lead by our own property, or null. */
    @Nullable
    String baseUri(String name) {
        ClientProperties own = now.clients().get(name);
        return own == null ? null : own.baseUri();
    }

    private static ClientProperties own(HopguardProperties all, String name) {
        return Objects.requireNonNull(all.clients().get(name), name);
    }

    private SharedProperties effective(HopguardProperties all, String name) {
        SharedProperties atFirst = own(first, name).shared().over(first.defaults());
        return own(all, name).shared().over(all.defaults()).watchedAs(atFirst);
    }

    private SharedProperties effective(HopguardProperties all) {
        return all.defaults().watchedAs(first.defaults());
    }

    /** A client in the making. */
    private record Draft(
            String name, SharedProperties effective, HttpClientSettings settings, PropertyNames names, Change change) {}

    /** Changes a builder before it is built. */
    @FunctionalInterface
    private interface Change {
        void apply(ResilientClientBuilder builder);
    }

    private Draft service(HopguardProperties all, String name, HttpClientSettings settings, @Nullable String baseUrl) {
        PropertyNames names = new PropertyNames(environment, name);
        ClientProperties own = own(all, name);
        return new Draft(name, effective(all, name), settings, names, builder -> service(own, baseUrl, names, builder));
    }

    private Draft rest(HopguardProperties all, String name, HttpClientSettings settings) {
        return new Draft(name, effective(all), settings, new PropertyNames(environment, null), builder -> {});
    }

    private ResilientClient built(HopguardProperties properties, Draft draft) {
        ResilientClient client = made(draft, ResilientClientBuilder::build);
        applied.put(client, properties);
        LOG.debug("{}", client.describe());
        return client;
    }

    private CheckedSettings checked(Draft draft) {
        return made(draft, ResilientClientBuilder::check);
    }

    private <T> T made(Draft draft, Function<ResilientClientBuilder, T> end) {
        PropertyNames names = draft.names;
        ResilientClientBuilder builder = ResilientClient.builder().name(draft.name);
        try {
            new BootSettings(draft.settings, draft.effective, names).applyTo(builder);
            draft.effective.applyTo(builder);
            trust(draft, builder);
            draft.change.apply(builder);
            extensions.applyTo(draft.name, builder);
            return end.apply(builder);
        } catch (InvalidConfigurationException e) {
            throw new InvalidHopguardPropertiesException(names.told(e.problems()), e);
        } catch (InvalidRequestException e) {
            throw new InvalidHopguardPropertiesException(
                    List.of(names.written("headers") + " or " + names.written("auth") + ": " + e.getMessage()), e);
        }
    }

    /** What a bundle throws while it is read names no property. */
    private void trust(Draft draft, ResilientClientBuilder builder) {
        try {
            contexts.apply(draft.name, draft.effective, draft.settings, draft.names, builder);
        } catch (InvalidHopguardPropertiesException | InvalidConfigurationException e) {
            throw e;
        } catch (RuntimeException e) {
            String own = draft.effective.sslBundle();
            String property = own == null
                    ? draft.names.boots("ssl.bundle")
                    : draft.names.written("ssl-bundle") + " is " + own + ";";
            throw new InvalidHopguardPropertiesException(
                    List.of(property + " the bundle cannot be used: " + e.getMessage()), e);
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
