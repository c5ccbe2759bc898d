package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each property does what it says: to the bytes that a server sees, to how many requests or connections it sees, to the answer, the
 * log or the meters. The calls are a GET of /orders/42 through the client {@code orders}, if the row says nothing else, without any
 * property but the row's and what it needs; without the row's own it must not be seen.
 */
class PropertyEffectTest {
    /** Environment variables and the addresses of a host are those of a process: {@link ProcessEffectTest}. */
    private static final Set<String> OF_A_PROCESS =
            Set.of("proxy.from-environment", "connections.dns-time-to-live", "connections.dns-stale-for");

    static List<PropertyEffect> properties() {
        return Stream.of(
                        CallEffects.timeouts(),
                        CallEffects.retries(),
                        CallEffects.guards(),
                        CallEffects.redirects(),
                        RouteEffects.connections(),
                        RouteEffects.proxies(),
                        RouteEffects.tls(),
                        RouteEffects.hops(),
                        AnswerEffects.limits(),
                        AnswerEffects.identity(),
                        AnswerEffects.meters(),
                        AnswerEffects.logs())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyOfAClientIsSeen(PropertyEffect row) {
        PropertyEffect.Seen seen = EffectRig.seen(row, EffectRig.ONE, true);
        assertThat(row.holds(seen)).as("%s: %s", row, seen).isTrue();
    }

    static Stream<PropertyEffect> propertiesOfAllClients() {
        return properties().stream().filter(row -> !row.anywhere && !EffectRig.isOfOneClient(row.property));
    }

    @ParameterizedTest
    @MethodSource("propertiesOfAllClients")
    void aPropertyOfAllClientsIsSeenInEach(PropertyEffect row) {
        PropertyEffect.Seen seen = EffectRig.seen(row, "hopguard.defaults.", true);
        assertThat(row.holds(seen)).as("%s: %s", row, seen).isTrue();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void withoutThePropertyItIsNotSeen(PropertyEffect row) {
        PropertyEffect.Seen seen = EffectRig.seen(row, EffectRig.ONE, false);
        assertThat(row.holdsWithout(seen, EffectRig.ONE))
                .as("%s: %s", row, seen)
                .isTrue();
    }

    @Test
    void everyPropertyOfAClientHasARow() {
        Set<String> rows = new TreeSet<>(OF_A_PROCESS);
        properties().forEach(row -> rows.add(row.name().replaceFirst("^headers\\..*", "headers")));
        assertThat(rows).isEqualTo(new TreeSet<>(PropertyLeaves.of(ClientProperties.class, "")));
    }
}
