package io.hopguard.spring;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What is only found by reflection or as a resource, for whoever builds native images. */
final class HopguardRuntimeHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        for (Class<?> group : groups()) {
            hints.reflection().registerType(group, record -> {
                record.withMembers(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
                for (RecordComponent part : group.getRecordComponents()) {
                    record.withMethod(part.getName(), List.of(), ExecutableMode.INVOKE);
                }
            });
        }
        hints.reflection()
                .registerType(
                        HopguardClients.class,
                        clients -> List.of(NamedClientsRegistrar.OPEN, NamedClientsRegistrar.OPEN_REST_CLIENT)
                                .forEach(method -> clients.withMethod(
                                        method, List.of(TypeReference.of(String.class)), ExecutableMode.INVOKE)));
        ofTheCore(hints, classLoader);
    }

    private static void ofTheCore(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        hints.resources().registerPattern("io/hopguard/client/diagnosis/products/*");
        hints.reflection()
                .registerType(
                        Executors.class,
                        executors -> executors.withMethod(
                                "newVirtualThreadPerTaskExecutor", List.of(), ExecutableMode.INVOKE));
        hints.reflection().registerTypeIfPresent(classLoader, "tools.jackson.databind.json.JsonMapper", mapper -> {});
        hints.reflection()
                .registerTypeIfPresent(classLoader, "com.fasterxml.jackson.databind.ObjectMapper", mapper -> {});
    }

    /** All records of properties: they are merged component by component, and unknown names are found by what they lack. */
    static Set<Class<?>> groups() {
        Set<Class<?>> groups = new LinkedHashSet<>();
        collect(HopguardProperties.class, groups);
        return groups;
    }

    private static void collect(Type type, Set<Class<?>> groups) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collect(argument, groups);
            }
        } else if (type instanceof Class<?> group && group.isRecord() && groups.add(group)) {
            for (RecordComponent part : group.getRecordComponents()) {
                collect(part.getGenericType(), groups);
            }
        }
    }
}
