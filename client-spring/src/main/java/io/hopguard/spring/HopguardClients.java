package io.hopguard.spring;

import io.hopguard.client.CheckedSettings;
import io.hopguard.client.ResilientClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * The clients of the application: those below {@code hopguard.clients} by name, and the one that serves every other
 * {@code RestClient}, {@code RestTemplate} and HTTP service. Thread-safe.
 */
public final class HopguardClients implements SmartInitializingSingleton, DisposableBean {
    /** Each has threads and a pool of its own; whoever makes settings up for each call is told so. */
    private static final int MAX_SHARED = 1_000;

    /** That of the one for the settings of all; the others have a number behind it. */
    private static final String DEFAULT = "default";

    private static final Pattern OF_SHARED = Pattern.compile(DEFAULT + "(-[0-9]+)?");

    private final BeanFactory beans;
    private final ClientAssembly assembly;
    private final GroupSettings settings;
    private final Set<String> names;
    private final GracefulClosing closing;
    private final Map<HttpClientSettings, ResilientClient> shared = new ConcurrentHashMap<>();

    private final AtomicInteger numbers = new AtomicInteger(1);

    /** Those of the names that are ours: not those of which the application has taken the place. */
    private final Map<String, ResilientClient> opened = new ConcurrentHashMap<>();

    HopguardClients(
            BeanFactory beans,
            ClientAssembly assembly,
            GroupSettings settings,
            Set<String> names,
            GracefulClosing closing) {
        this.beans = beans;
        this.assembly = assembly;
        this.settings = settings;
        this.names = new TreeSet<>(names);
        this.closing = closing;
    }

    /**
     * The names of the configured clients.
     *
     * @return the names below {@code hopguard.clients} in order; a copy
     */
    public Set<String> names() {
        return new TreeSet<>(names);
    }

    /**
     * A configured client: the bean of that name. Do not close it; the application context does.
     *
     * @param name its name below {@code hopguard.clients}
     * @return the client
     * @throws IllegalArgumentException when there is none of that name
     */
    public ResilientClient client(String name) {
        if (!names.contains(name)) {
            throw new IllegalArgumentException("no client '" + name + "' below hopguard.clients; there are " + names);
        }
        return beans.getBean(name, ResilientClient.class);
    }

    /**
     * Sends the requests of a {@code RestClient} or {@code RestTemplate} of one's own through a configured client.
     *
     * @param name its name below {@code hopguard.clients}
     * @return the factory
     * @throws IllegalArgumentException when there is none of that name
     */
    public ClientHttpRequestFactory requestFactory(String name) {
        ResilientClient client = client(name);
        return new HopguardRequestFactory(() -> client, baseUri(name), client == opened.get(name));
    }

    /**
     * A {@code RestClient} on a configured client, with what Spring Boot gives to every {@code RestClient.Builder}:
     * message converters, customizers, observation. Builder beans of the application are neither used nor changed.
     *
     * @param name its name below {@code hopguard.clients}
     * @return a new one, on the same client
     * @throws IllegalArgumentException when there is none of that name
     */
    public RestClient restClient(String name) {
        RestClient.Builder builder = builder();
        String baseUri = baseUri(name);
        if (baseUri != null) {
            builder.baseUrl(baseUri);
        }
        return builder.requestFactory(requestFactory(name)).build();
    }

    /** Never a builder of the application: that may be a single one, and what is set here would stay in it. */
    private RestClient.Builder builder() {
        RestClientBuilderConfigurer boots =
                beans.getBeanProvider(RestClientBuilderConfigurer.class).getIfUnique();
        return boots == null ? RestClient.builder() : boots.configure(RestClient.builder());
    }

    /** The factory method of the beans. */
    ResilientClient open(String name) {
        ResilientClient client = assembly.named(name, settings.of(name), settings.baseUrl(name));
        opened.put(name, client);
        return client;
    }

    /**
     * What must be done so that the clients go by other properties; nothing of it is done here.
     *
     * @throws InvalidHopguardPropertiesException when any of them cannot work
     */
    List<Change> changes(HopguardProperties next) {
        List<Change> changes = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        new TreeMap<>(opened)
                .forEach((name, client) -> collect(
                        name,
                        client,
                        () -> assembly.changed(client, next, name, settings.of(name), settings.baseUrl(name)),
                        changes,
                        problems));
        shared.forEach((asked, client) -> {
            String name = client.state().client();
            collect(name, client, () -> assembly.sharedChanged(client, next, name, asked), changes, problems);
        });
        if (!problems.isEmpty()) {
            throw new InvalidHopguardPropertiesException(problems, null);
        }
        return changes;
    }

    /** A client, and all settings that it is to have. */
    record Change(String name, ResilientClient client, CheckedSettings next) {}

    private static void collect(
            String name,
            ResilientClient client,
            Supplier<@Nullable CheckedSettings> wanted,
            List<Change> changes,
            List<String> problems) {
        try {
            CheckedSettings next = wanted.get();
            if (next != null) {
                changes.add(new Change(name, client, next));
            }
        } catch (InvalidHopguardPropertiesException e) {
            // One of the defaults would be told for each client.
            e.problems().stream().filter(told -> !problems.contains(told)).forEach(problems::add);
        }
    }

    /** Where the relative paths of a client lead, or null. */
    @Nullable
    String baseUri(String name) {
        String ours = assembly.baseUri(name);
        return ours != null ? ours : settings.baseUrl(name);
    }

    /** One for the same settings, however often a builder is injected. */
    ResilientClient shared(HttpClientSettings asked) {
        ResilientClient known = shared.get(asked);
        if (known != null) {
            return known;
        }
        if (shared.size() >= MAX_SHARED) {
            throw new IllegalStateException(
                    "more than " + MAX_SHARED
                            + " different HttpClientSettings, each with a pool of its own; keep RestClients and use them again");
        }
        boolean ofAll = asked.equals(settings.ofAll());
        return shared.computeIfAbsent(
                asked, key -> assembly.shared(ofAll ? DEFAULT : DEFAULT + "-" + numbers.incrementAndGet(), key));
    }

    /** Of requests that will come: their client is made with the first. */
    void expect(HttpClientSettings asked) {
        assembly.note(asked);
    }

    /** Whether a shared client has that name, or may have it one day. */
    static boolean isOfShared(String name) {
        return OF_SHARED.matcher(name).matches();
    }

    /** Those that serve what belongs to no named client; a copy. */
    Collection<ResilientClient> shared() {
        return List.copyOf(shared.values());
    }

    /** So that wrong defaults are told at the start, also where nobody uses them yet. */
    @Override
    public void afterSingletonsInstantiated() {
        shared(settings.ofAll());
    }

    @Override
    public void destroy() {
        shared.values().forEach(closing::close);
    }
}
