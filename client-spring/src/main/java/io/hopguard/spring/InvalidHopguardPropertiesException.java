package io.hopguard.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Properties below {@code hopguard} that cannot work; names each as it is written, its value and the fix. */
final class InvalidHopguardPropertiesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidHopguardPropertiesException(List<String> problems, @Nullable Throwable cause) {
        super(String.join("\n", problems), cause);
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
