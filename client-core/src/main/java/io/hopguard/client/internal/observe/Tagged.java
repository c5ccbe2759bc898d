package io.hopguard.client.internal.observe;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A meter for each value of a tag, of which there are few. */
final class Tagged<M> {
    private final Map<String, M> meters = new ConcurrentHashMap<>();
    private final Function<String, M> maker;

    Tagged(Function<String, M> maker) {
        this.maker = maker;
    }

    M of(String value) {
        M meter = meters.get(value);
        return meter != null ? meter : meters.computeIfAbsent(value, maker);
    }
}
