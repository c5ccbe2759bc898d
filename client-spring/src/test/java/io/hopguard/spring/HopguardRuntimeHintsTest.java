package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.ResilientClient;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;

/** What native images would otherwise leave out. */
class HopguardRuntimeHintsTest {
    /** As the build of an image finds them. */
    private static RuntimeHints hints() {
        RuntimeHints hints = new RuntimeHints();
        for (RuntimeHintsRegistrar registrar : AotServices.factories().load(RuntimeHintsRegistrar.class)) {
            if (registrar instanceof HopguardRuntimeHints) {
                registrar.registerHints(hints, HopguardRuntimeHintsTest.class.getClassLoader());
            }
        }
        return hints;
    }

    @Test
    void propertiesCanBeMergedAndChecked() throws NoSuchMethodException {
        RuntimeHints hints = hints();
        assertThat(HopguardRuntimeHints.groups())
                .contains(ClientProperties.class, TimeoutProperties.class, HopProperties.class)
                .contains(AuthProperties.Basic.class);
        for (Class<?> group : HopguardRuntimeHints.groups()) {
            RecordComponent[] parts = group.getRecordComponents();
            Constructor<?> canonical = group.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
            assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(canonical))
                    .as(group.getSimpleName())
                    .accepts(hints);
            for (RecordComponent part : parts) {
                assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(part.getAccessor()))
                        .as(part.toString())
                        .accepts(hints);
            }
        }
    }

    @Test
    void clientsCanBeOpenedByTheirNames() {
        for (String method : new String[] {NamedClientsRegistrar.OPEN, NamedClientsRegistrar.OPEN_REST_CLIENT}) {
            assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(HopguardClients.class, method))
                    .accepts(hints());
        }
    }

    @Test
    void theKnowledgeOfTheDiagnosisIsThere() {
        for (String file : new String[] {"index.txt", "nginx.txt"}) {
            String resource = "io/hopguard/client/diagnosis/products/" + file;
            assertThat(ResilientClient.class.getClassLoader().getResource(resource))
                    .isNotNull();
            assertThat(RuntimeHintsPredicates.resource().forResource(resource)).accepts(hints());
        }
    }
}
