package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing for each target, made on first use, at most {@value #MAX_TARGETS}: past that the one that is met first is
 * dropped, so that a client that is sent through the whole web does not grow.
 */
public final class PerTarget<T> {
    private static final int MAX_TARGETS = 1_000;

    private record Known<T>(Target target, T value) {}

    private record Rules<T>(Function<Target, T> maker, Consumer<T> change) {}

    private final Map<Target, T> values = new ConcurrentHashMap<>();
    private volatile Rules<T> rules;
    private final List<Consumer<Target>> whenMade = new CopyOnWriteArrayList<>();
    private volatile @Nullable Known<T> latest;

    public PerTarget(Function<Target, T> maker) {
        this.rules = new Rules<>(maker, value -> {});
    }

    /** Makes them by other rules from now on, and changes those that there are; calls of this method come one after the other. */
    public void change(Function<Target, T> nextMaker, Consumer<T> change) {
        rules = new Rules<>(nextMaker, change);
        values.values().forEach(change);
    }

    public T of(Target target) {
        Known<T> known = latest;
        if (known != null && (known.target == target || known.target.equals(target))) {
            return known.value;
        }
        T value = values.get(target);
        if (value == null) {
            value = made(target);
        }
        latest = new Known<>(target, value);
        return value;
    }

    private T made(Target target) {
        Rules<T> made = rules;
        T value = values.computeIfAbsent(target, made.maker());
        while (made != rules) {
            // The change may have gone through the others before this one was there.
            made = rules;
            made.change().accept(value);
        }
        if (values.size() > MAX_TARGETS) {
            values.keySet().stream()
                    .filter(other -> !other.equals(target))
                    .findFirst()
                    .ifPresent(values::remove);
        }
        whenMade.forEach(listener -> listener.accept(target));
        return value;
    }

    /** What there is for a target, without making it. */
    public @Nullable T known(Target target) {
        return values.get(target);
    }

    public void forEach(BiConsumer<Target, T> action) {
        values.forEach(action);
    }

    /** Tells of each target for which something has been or will be made, possibly more than once. */
    public void whenMade(Consumer<Target> listener) {
        whenMade.add(listener);
        values.keySet().forEach(listener);
    }
}
