package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.error.FailureDetails;
import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.HttpStatusException;
import io.hopguard.client.error.Phase;
import io.hopguard.client.error.ResponseSnapshot;
import io.hopguard.client.http.Headers;
import io.hopguard.client.http.Request;
import io.hopguard.client.http.Response;
import io.hopguard.client.internal.kernel.Classifier;
import io.hopguard.client.policy.Problems;
import io.hopguard.docs.Markdown;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/guide.md equal to what the code does. */
class GuideTablesTest {
    private static final Markdown GUIDE = Markdown.of("docs/guide.md");
    private static final Request GET =
            Request.builder("GET", "http://localhost/").build();

    @Test
    void theTableOfSettingsHasEveryPropertyWithItsDefault() throws ReflectiveOperationException {
        Map<String, String> real = new TreeMap<>();
        try (ResilientClient client = ResilientClient.builder().build()) {
            for (RecordComponent part : ClientPolicies.class.getRecordComponents()) {
                Object policy = part.getAccessor().invoke(client.settings().policies());
                for (Method property : properties(policy)) {
                    real.put(part.getName() + "." + property.getName(), shown(property.invoke(policy)));
                }
            }
        }
        assertThat(column("settings", 1)).isEqualTo(real);
    }

    @Test
    void theTableOfTheClientHasTheRealDefaults() {
        try (ResilientClient client = ResilientClient.builder().build()) {
            ClientSettings settings = client.settings();
            Map<String, String> shown = column("client", 1);
            assertThat(shown).containsEntry("name", settings.name());
            assertThat(shown).containsEntry("userAgent", settings.userAgent());
            assertThat(shown).containsEntry("budgetHeader", String.valueOf(settings.budgetHeader()));
            assertThat(shown.keySet())
                    .allSatisfy(name -> assertThat(ResilientClientBuilder.class.getMethods())
                            .anyMatch(method -> method.getName().equals(name)));
        }
    }

    @Test
    void theTableOfErrorsHasEveryExceptionWithItsCode() {
        Map<String, String> real = exceptions(HopguardException.class)
                .collect(Collectors.toMap(
                        Class::getSimpleName, type -> make(type).code()));
        assertThat(column("errors", 1)).isEqualTo(real);
    }

    @Test
    void theTableOfErrorsSaysWhichFailuresOfAGetAreRepeated() {
        Classifier classifier = new Classifier(Set.of(408, 425, 429, 502, 503, 504));
        Map<String, Boolean> real = exceptions(HopguardException.class)
                .filter(type -> !HttpStatusException.class.isAssignableFrom(type))
                .collect(Collectors.toMap(
                        Class::getSimpleName,
                        type -> classifier.of(GET, make(type), true).retryable()));
        for (int status : new int[] {302, 400, 401, 403, 404, 409, 418, 429, 500, 502, 503, 504, 507}) {
            real.put(
                    HttpStatusException.of(details(status)).getClass().getSimpleName(),
                    classifier
                            .of(GET, Response.of(status, Headers.empty(), new byte[0]))
                            .retryable());
        }
        Map<String, Boolean> shown = column("errors", 3).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().startsWith("yes")));
        assertThat(shown).isEqualTo(real);
    }

    private static Map<String, String> column(String table, int column) {
        return GUIDE.table(table).stream()
                .collect(Collectors.toMap(row -> row.get(0), row -> row.get(column), (a, b) -> b, TreeMap::new));
    }

    private static List<Method> properties(Object policy) {
        return Arrays.stream(policy.getClass().getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .filter(method -> !method.getName().endsWith("Set"))
                .toList();
    }

    private static String shown(Object value) {
        if (value == null || value instanceof Collection<?> none && none.isEmpty()) {
            return "none";
        }
        return value instanceof Set<?> set
                ? new TreeSet<>(set).stream().map(String::valueOf).collect(Collectors.joining(", "))
                : Problems.shown(value);
    }

    /** The types below one that can be thrown. */
    private static Stream<Class<?>> exceptions(Class<?> type) {
        Stream<Class<?>> itself = Modifier.isAbstract(type.getModifiers()) ? Stream.of() : Stream.of(type);
        Stream<Class<?>> below = type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GuideTablesTest::exceptions)
                : Stream.of();
        return Stream.of(itself, below).flatMap(Function.identity());
    }

    private static HopguardException make(Class<?> type) {
        try {
            return (HopguardException) type.getConstructor(FailureDetails.class).newInstance(details(500));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static FailureDetails details(int status) {
        ResponseSnapshot response = new ResponseSnapshot(status, Map.of(), new byte[0], StandardCharsets.UTF_8);
        return new FailureDetails.Builder("test", Phase.BODY)
                .response(response, -1)
                .build();
    }
}
