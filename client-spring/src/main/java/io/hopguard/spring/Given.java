package io.hopguard.spring;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is not given leaves the default of the core alone. */
final class Given {
    private Given() {}

    static <T> void set(@Nullable T value, Consumer<? super T> property) {
        if (value != null) {
            property.accept(value);
        }
    }
}
