package io.hopguard.spring;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Properties some of which belong together, so that they are inherited together. */
interface Inheriting<T> {
    /**
     * These, and what they leave open from the parent.
     *
     * @param parent the properties for all clients
     * @return the effective ones
     */
    T over(T parent);

    /** For records of properties: each that is not set is the parent's, maps are joined. */
    static <R extends Record> R merged(R own, R parent) {
        RecordComponent[] parts = own.getClass().getRecordComponents();
        Object[] values = Arrays.stream(parts)
                .map(part -> part(value(part, own), value(part, parent)))
                .toArray();
        try {
            @SuppressWarnings("unchecked")
            Constructor<R> canonical = (Constructor<R>) own.getClass()
                    .getDeclaredConstructor(
                            Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return canonical.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Object part(@Nullable Object own, @Nullable Object parent) {
        if (own == null || parent == null) {
            return own == null ? parent : own;
        }
        if (own instanceof Inheriting inheriting) {
            return inheriting.over(parent);
        }
        if (own instanceof Record group) {
            return merged(group, (Record) parent);
        }
        if (own instanceof Map map) {
            // The only maps are those of headers, whose names are the same in any case (RFC 9110 section 5.1).
            Map<String, Object> joined = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            joined.putAll((Map) parent);
            joined.putAll(map);
            return joined;
        }
        return own;
    }

    private static @Nullable Object value(RecordComponent part, Record record) {
        try {
            return part.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
