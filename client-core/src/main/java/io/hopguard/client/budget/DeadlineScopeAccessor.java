package io.hopguard.client.budget;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Carries the current {@link DeadlineScope} wherever Micrometer's context propagation carries things: to executors wrapped by
 * {@code ContextExecutorService}, to {@code @Async} methods, along reactive chains. Found by itself where
 * {@code io.micrometer:context-propagation} is on the class path. Stateless and thread-safe.
 */
public final class DeadlineScopeAccessor implements ThreadLocalAccessor<DeadlineScope> {
    /** The key under which the scope is kept in a context. */
    public static final String KEY = "hopguard.deadline";

    /** For the service loader. */
    public DeadlineScopeAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable DeadlineScope getValue() {
        return DeadlineScope.current();
    }

    /** Opens the same on this thread; a scope that is open here already is not lengthened. */
    @Override
    public void setValue(DeadlineScope captured) {
        captured.carried();
    }

    /** Without any: what is captured where there was no scope does not run under the scope of the thread it comes to. */
    @Override
    public void setValue() {
        DeadlineScope.restore(null);
    }

    @Override
    public void restore(DeadlineScope before) {
        DeadlineScope.restore(before);
    }
}
