package io.hopguard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private final List<String> taken = new ArrayList<>();

    private Runnable failing(Throwable failure) {
        return () -> {
            taken.add(failure.getMessage());
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    @Test
    void everyStepIsTakenAndTheFirstFailureTold() {
        Error second = new OutOfMemoryError("second");
        assertThatThrownBy(() -> Endings.takeAll(
                        failing(new IllegalStateException("first")), failing(second), () -> taken.add("third")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("first")
                .hasSuppressedException(second);
        assertThat(taken).containsExactly("first", "second", "third");
    }

    @Test
    void anErrorIsToldAsItIs() {
        Error failure = new OutOfMemoryError("first");
        assertThatThrownBy(() -> Endings.takeAll(failing(failure), failing(failure)))
                .isSameAs(failure);
        assertThat(taken).containsExactly("first", "first");
    }

    @Test
    void nothingIsThrownWhereNothingFails() {
        Endings.takeAll(() -> taken.add("first"), () -> taken.add("second"));
        assertThat(taken).containsExactly("first", "second");
    }
}
