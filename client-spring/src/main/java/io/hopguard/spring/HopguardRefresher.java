package io.hopguard.spring;

import io.hopguard.client.policy.InvalidConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Lets clients go by what the {@code Environment} says of {@code hopguard} now, without a restart: those of which something has
 * changed, and no others. Publishing a {@link HopguardRefreshEvent} does the same. Thread-safe.
 */
public final class HopguardRefresher {
    private static final Logger LOG = LoggerFactory.getLogger("io.hopguard.spring");

    /**
     * What became of it. Components may be added before version 1.0.
     *
     * @param changed the names of the clients that go by other settings now
     * @param needsRestart properties that are not what they were at the start, and hold only after a restart
     */
    public record Refreshed(List<String> changed, List<String> needsRestart) {
        /**
         * Keeps copies.
         *
         * @param changed the names
         * @param needsRestart the properties
         */
        public Refreshed {
            changed = List.copyOf(changed);
            needsRestart = List.copyOf(needsRestart);
        }
    }

    private final Environment environment;
    private final HopguardClients clients;
    private final ClientAssembly assembly;
    private final HopguardProperties first;
    private final ReentrantLock one = new ReentrantLock();

    HopguardRefresher(Environment environment, HopguardClients clients, ClientAssembly assembly) {
        this.environment = environment;
        this.clients = clients;
        this.assembly = assembly;
        this.first = assembly.properties();
    }

    /**
     * Reads the properties anew and changes the clients. All are checked before the first is changed.
     *
     * @return what has changed, and what could not
     * @throws InvalidConfigurationException when any property cannot work; names each as it is written, and all clients stay as they
     *     are
     * @throws IllegalStateException when a client could not be changed, such as one that was closed; the others are, and the next
     *     refresh tries again
     */
    public Refreshed refresh() {
        one.lock();
        try {
            HopguardProperties wanted = read();
            HopguardProperties next = wanted.startedAs(first);
            List<HopguardClients.Change> changes = clients.changes(next);
            assembly.use(next);
            apply(changes, next);
            Refreshed refreshed = new Refreshed(
                    changes.stream().map(HopguardClients.Change::name).toList(), needsRestart(wanted));
            LOG.info("refreshed: {}", told(refreshed));
            return refreshed;
        } catch (InvalidHopguardPropertiesException e) {
            throw new InvalidConfigurationException(e.problems());
        } finally {
            one.unlock();
        }
    }

    /** One that cannot be changed keeps no other from it. */
    private void apply(List<HopguardClients.Change> changes, HopguardProperties next) {
        List<RuntimeException> failed = new ArrayList<>();
        for (HopguardClients.Change change : changes) {
            try {
                assembly.apply(change.client(), change.next(), next);
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            RuntimeException told = failed.get(0);
            failed.stream().skip(1).forEach(told::addSuppressed);
            throw told;
        }
    }

    private HopguardProperties read() {
        KnownProperties.check(environment);
        try {
            return Binder.get(environment).bindOrCreate("hopguard", HopguardProperties.class);
        } catch (BindException e) {
            throw new InvalidHopguardPropertiesException(List.of(told(e)), e);
        }
    }

    /** The value only where one of the right type could not be a secret: elsewhere it may be one in the wrong place. */
    private static String told(BindException e) {
        ConfigurationProperty property = e.getProperty();
        if (property == null) {
            return e.getName() + " cannot be read as " + e.getTarget().getType();
        }
        return property.getName()
                + (isPlain(e.getTarget()) ? " is " + property.getValue() + ";" : "")
                + " cannot be read as "
                + e.getTarget().getType()
                + (property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")");
    }

    private static boolean isPlain(Bindable<?> target) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target.getType().resolve(Object.class));
        return Number.class.isAssignableFrom(type) || type == Boolean.class || type == Duration.class || type.isEnum();
    }

    private List<String> needsRestart(HopguardProperties wanted) {
        Set<String> all = new TreeSet<>(wanted.differingFrom(first));
        all.addAll(wanted.defaults().watchedDifferently(first.defaults(), "hopguard.defaults."));
        wanted.clients().forEach((name, own) -> {
            ClientProperties before = first.clients().get(name);
            if (before == null) {
                all.add("hopguard.clients." + name);
            } else {
                all.addAll(own.shared().watchedDifferently(before.shared(), "hopguard.clients." + name + "."));
            }
        });
        first.clients().keySet().stream()
                .filter(name -> !wanted.clients().containsKey(name))
                .forEach(name -> all.add("hopguard.clients." + name));
        return List.copyOf(all);
    }

    private static String told(Refreshed refreshed) {
        String clients = refreshed.changed.isEmpty()
                ? "no client has changed"
                : "changed clients: " + String.join(", ", refreshed.changed);
        return refreshed.needsRestart.isEmpty()
                ? clients
                : clients + "; needs a restart: " + String.join(", ", refreshed.needsRestart);
    }
}
