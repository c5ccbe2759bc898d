package io.hopguard.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each property does what it says also when it is set while the application runs, or is named as one that needs a restart. */
class RefreshEffectTest {
    static List<PropertyEffect> properties() {
        return PropertyEffectTest.properties();
    }

    @ParameterizedTest
    @MethodSource("properties")
    void aPropertyThatIsSetWhileTheApplicationRunsIsSeen(PropertyEffect row) {
        PropertyEffect.Seen seen = EffectRig.seenAfterRefresh(row, EffectRig.ONE);
        if (row.needsRestart()) {
            assertThat(row.holdsWithout(seen, EffectRig.ONE))
                    .as("%s: %s", row, seen)
                    .isTrue();
            assertThat(seen.told()).contains(EffectRig.ONE + row.name().split("\\.")[0]);
        } else {
            assertThat(row.holds(seen)).as("%s: %s", row, seen).isTrue();
        }
    }
}
