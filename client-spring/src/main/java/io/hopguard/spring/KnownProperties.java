package io.hopguard.spring;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * The names that exist below {@code hopguard}, which are the components of the records of properties. A name that does not
 * exist is somebody's timeout or limit that silently does not hold, so that the application does not start with it.
 */
final class KnownProperties {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("hopguard");

    private KnownProperties() {}

    /** Refuses unknown names, but for those of environment variables, which may be anybody's; and what could not hold. */
    static void check(Environment environment) {
        List<String> problems = new ArrayList<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource iterable && !isEnvironment(source)) {
                iterable.stream()
                        .filter(ROOT::isAncestorOf)
                        .map(KnownProperties::problem)
                        .filter(problem -> problem != null && !problems.contains(problem))
                        .forEach(problems::add);
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(withoutEffect(environment));
        }
        if (!problems.isEmpty()) {
            throw new InvalidHopguardPropertiesException(problems, null);
        }
    }

    private static List<String> withoutEffect(Environment environment) {
        try {
            return Binder.get(environment)
                    .bindOrCreate("hopguard", HopguardProperties.class)
                    .problems();
        } catch (BindException e) {
            // Told by whoever reads them next.
            return List.of();
        }
    }

    private static boolean isEnvironment(ConfigurationPropertySource source) {
        return source.getUnderlyingSource() instanceof PropertySource<?> underlying
                && underlying.getName().endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    /** What is wrong with a name below the root, or null. */
    static @Nullable String problem(ConfigurationPropertyName name) {
        Type type = HopguardProperties.class;
        for (int i = 1; i < name.getNumberOfElements() && !isOfHeaders(type); i++) {
            Type next = isList(type) && !name.isNumericIndex(i)
                    ? null
                    : below(type, name.getElement(i, ConfigurationPropertyName.Form.UNIFORM));
            if (next == null) {
                return unknown(name, i, type);
            }
            type = next;
        }
        return null;
    }

    /** Of headers by name: their names may have dots. */
    private static boolean isOfHeaders(Type type) {
        return type instanceof ParameterizedType generic
                && generic.getRawType() == Map.class
                && generic.getActualTypeArguments()[1] == String.class;
    }

    private static boolean isList(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() != Map.class;
    }

    /** The type of an element, or null when there is none of that name. */
    private static @Nullable Type below(Type type, String element) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return arguments[arguments.length - 1];
        }
        if (!(type instanceof Class<?> group) || !group.isRecord()) {
            return null;
        }
        return Arrays.stream(group.getRecordComponents())
                .filter(part -> part.getName().toLowerCase(Locale.ROOT).equals(element))
                .map(RecordComponent::getGenericType)
                .findFirst()
                .orElse(null);
    }

    private static String unknown(ConfigurationPropertyName name, int at, Type type) {
        String parent = name.chop(at).toString();
        String element = name.getElement(at, ConfigurationPropertyName.Form.ORIGINAL);
        String shown = parent + (name.chop(at + 1).isLastElementIndexed() ? "[" + element + "]" : "." + element);
        if (!(type instanceof Class<?> group) || !group.isRecord()) {
            return shown + " is unknown; " + parent + (isList(type) ? " is a list" : " is a single value");
        }
        String wrong = name.getElement(at, ConfigurationPropertyName.Form.DASHED);
        List<String> known = Arrays.stream(group.getRecordComponents())
                .map(part -> dashed(part.getName()))
                .toList();
        return known.stream()
                .filter(near -> distance(near, wrong) <= Math.max(2, wrong.length() / 3))
                .min(Comparator.comparingInt(near -> distance(near, wrong)))
                .map(near -> shown + " is unknown; did you mean " + parent + "." + near + "?")
                .orElse(shown + " is unknown; below " + parent + " there are " + String.join(", ", known));
    }

    /** As it is written in YAML. */
    static String dashed(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** By Levenshtein. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
