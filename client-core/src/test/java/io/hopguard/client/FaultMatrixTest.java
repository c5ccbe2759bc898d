package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.hopguard.client.FaultBench.Kind;
import io.hopguard.client.wire.SocketFault;
import io.hopguard.client.wire.Toxic;
import io.hopguard.client.wire.WireFault;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a wire can break, times every kind of request. */
class FaultMatrixTest {
    static Stream<Arguments> cells() {
        return Stream.concat(cells(FaultTable.ALWAYS, Integer.MAX_VALUE), cells(FaultTable.ONCE, 1));
    }

    private static Stream<Arguments> cells(String table, int times) {
        return table.lines().skip(1).filter(line -> !line.isBlank()).flatMap(line -> cells(line.split("\\|"), times));
    }

    private static Stream<Arguments> cells(String[] columns, int times) {
        String name = columns[0].strip();
        return Arrays.stream(Kind.values()).map(kind -> {
            String expected = columns[kind.ordinal() + 1].strip();
            String when = times == 1 ? "once" : "always";
            return Arguments.argumentSet(name + " " + when + ", " + kind, name, times, kind, expected);
        });
    }

    /** A socket fault by its name, or a toxic by its name and direction. */
    static WireFault fault(String name) {
        String[] words = name.toUpperCase(Locale.ROOT).split(" ");
        return words.length == 1
                ? SocketFault.valueOf(words[0])
                : new Toxic(Toxic.Kind.valueOf(words[0]), Toxic.Stream.valueOf(words[1] + "STREAM"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void theCallEndsAsTheTableSays(String name, int times, Kind kind, String expected) throws IOException {
        FaultBench.Result result = new FaultBench(fault(name), times).run(kind);
        assertThat(result.cell()).isEqualTo(expected);
        assertThat(result.overdue()).isLessThan(FaultBench.ROOM);
        assertThat(result.leased()).as("leased connections").isZero();
        assertThat(result.after()).as("the next call").isEqualTo(FaultTable.next(name));
        assertThat(result.threads()).as("threads left").isEmpty();
    }

    @Test
    void noFaultIsMissing() {
        Stream<String> sockets = Arrays.stream(SocketFault.values()).map(Enum::name);
        Stream<String> toxics = Arrays.stream(Toxic.Kind.values())
                .flatMap(kind ->
                        Stream.of(" up", " down").map(stream -> kind.name().toLowerCase(Locale.ROOT) + stream));
        List<String> all = Stream.concat(sockets, toxics).toList();
        for (String table : List.of(FaultTable.ALWAYS, FaultTable.ONCE)) {
            assertThat(table.lines().skip(1).map(line -> line.split("\\|")[0].strip()))
                    .containsExactlyElementsOf(all);
        }
    }
}
