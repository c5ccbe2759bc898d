package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing for each target, made on first use, at most {@value #MAX_TARGETS}: past that the one that is met first is
 * dropped, so that a client that is sent through the whole web does not grow.
 */
public final class PerTarget<T> {
    private static final int MAX_TARGETS = 1_000;

    private record Known<T>(Target target, T value) {}

    private final Map<Target, T> values = new ConcurrentHashMap<>();
    private final Function<Target, T> maker;
    private volatile @Nullable Known<T> latest;

    public PerTarget(Function<Target, T> maker) {
        this.maker = maker;
    }

    public T of(Target target) {
        Known<T> known = latest;
        if (known != null && known.target.equals(target)) {
            return known.value;
        }
        T value = values.computeIfAbsent(target, maker);
        if (values.size() > MAX_TARGETS) {
            values.keySet().stream()
                    .filter(other -> !other.equals(target))
                    .findFirst()
                    .ifPresent(values::remove);
        }
        latest = new Known<>(target, value);
        return value;
    }
}
