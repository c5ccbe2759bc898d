package io.hopguard.spring;

import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.policy.TlsVersion;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Trust and keys from SSL bundles; a bundle that changes holds for new connections. */
final class BundleContexts {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    private final @Nullable SslBundles bundles;

    /** By client and bundle, so that a client that is made anew has its own again. */
    private final Map<List<String>, RenewableContext> named = new ConcurrentHashMap<>();

    /** Of Spring Boot's bundles, which stay in its settings when another has taken their name. */
    private final Map<SslBundle, String> namesOfBoots = Collections.synchronizedMap(new WeakHashMap<>());

    BundleContexts(@Nullable SslBundles bundles) {
        this.bundles = bundles;
        if (bundles != null) {
            bundles.getBundleNames().forEach(name -> namesOfBoots.put(bundles.getBundle(name), name));
        }
    }

    /** Keeps the name of a bundle that will be used later, when another may have taken its name. */
    void note(HttpClientSettings settings) {
        if (settings.sslBundle() != null) {
            nameOf(settings.sslBundle());
        }
    }

    /** Our own bundle, else Spring Boot's, unless there are files. */
    void apply(
            String client,
            SharedProperties effective,
            HttpClientSettings settings,
            PropertyNames names,
            ResilientClientBuilder builder) {
        String own = effective.sslBundle();
        SslBundle boots = settings.sslBundle();
        if (own != null) {
            SslBundle bundle = bundle(own, names);
            use(context(client, own, bundle), bundle, names, builder);
        } else if (boots != null && effective.tls().filesSet()) {
            LOG.warn("{} wins over {}", names.written("tls"), names.boots("ssl.bundle"));
        } else if (boots != null) {
            String name = nameOf(boots);
            SslBundle now = name == null ? boots : bundle(name, names);
            use(context(client, name, now), now, names, builder);
        }
    }

    private SslBundle bundle(String name, PropertyNames names) {
        try {
            if (bundles != null) {
                return bundles.getBundle(name);
            }
        } catch (NoSuchSslBundleException e) {
            // Told below, with its property.
        }
        String known = bundles == null ? "none" : String.join(", ", bundles.getBundleNames());
        throw new InvalidHopguardPropertiesException(
                List.of(names.told(
                        "sslContext is " + name + "; there is no such bundle below spring.ssl.bundle, only: " + known)),
                null);
    }

    private SSLContext context(String client, @Nullable String name, SslBundle bundle) {
        if (name == null || bundles == null) {
            return new RenewableContext(bundle).context();
        }
        return named.computeIfAbsent(List.of(client, name), key -> new FollowedBundle(bundles, name).context())
                .context();
    }

    private static void use(SSLContext context, SslBundle bundle, PropertyNames names, ResilientClientBuilder builder) {
        builder.sslContext(context);
        Set<String> protocols = bundle.getOptions().getEnabledProtocols() == null
                ? Set.of()
                : Set.of(bundle.getOptions().getEnabledProtocols());
        if (protocols.equals(Set.of("TLSv1.3"))) {
            builder.tls(t -> t.minVersion(TlsVersion.TLS_1_3));
        }
        if (bundle.getOptions().getCiphers() != null) {
            LOG.warn("{}: the ciphers of the bundle are not used; the JDK's are", names.written("ssl-bundle"));
        }
    }

    /** Null for a bundle that has no name, which never changes. */
    private @Nullable String nameOf(SslBundle bundle) {
        if (bundles == null) {
            return null;
        }
        bundles.getBundleNames().stream()
                .filter(name -> bundles.getBundle(name) == bundle)
                .findFirst()
                .ifPresent(name -> namesOfBoots.put(bundle, name));
        return namesOfBoots.get(bundle);
    }
}
