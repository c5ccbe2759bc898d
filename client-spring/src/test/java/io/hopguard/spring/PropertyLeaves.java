package io.hopguard.spring;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The properties that a record of them stands for. */
final class PropertyLeaves {
    private PropertyLeaves() {}

    /** All names that hold a value, in YAML's form, for maps and lists with a star. */
    static List<String> of(Class<?> group, String prefix) {
        List<String> leaves = new ArrayList<>();
        for (RecordComponent part : group.getRecordComponents()) {
            String name = prefix + KnownProperties.dashed(part.getName());
            Class<?> type = part.getType();
            Type inner = part.getGenericType() instanceof ParameterizedType generic
                    ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
                    : type;
            boolean several = Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type);
            if (inner instanceof Class<?> record && record.isRecord()) {
                leaves.addAll(of(record, name + (several ? ".*." : ".")));
            } else {
                leaves.add(name);
            }
        }
        return leaves;
    }
}
