package io.hopguard.spring;

import io.hopguard.client.error.HopguardException;
import java.io.IOException;
import java.util.Objects;

/**
 * No whole response came. Spring wraps it in a {@code ResourceAccessException}; its cause is the typed exception of the client,
 * with attempts and diagnosis, and the end of the chain, so that {@code getMostSpecificCause()} is it. What the client's
 * exception was caused by is among its suppressed exceptions.
 */
public final class HopguardIOException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * For a failure.
     *
     * @param failure what the client threw
     */
    public HopguardIOException(HopguardException failure) {
        super(failure.getMessage(), last(failure));
    }

    /**
     * The client's exception.
     *
     * @return the failure, with its code, attempts and diagnosis
     */
    public HopguardException failure() {
        return (HopguardException) Objects.requireNonNull(getCause());
    }

    private static HopguardException last(HopguardException failure) {
        Throwable cause = failure.getCause();
        if (cause == null) {
            return failure;
        }
        HopguardException last =
                failure.retold(failure.details().toBuilder().cause(null).build());
        last.setStackTrace(failure.getStackTrace());
        last.addSuppressed(cause);
        for (Throwable earlier : failure.getSuppressed()) {
            if (earlier != cause) {
                last.addSuppressed(earlier);
            }
        }
        return last;
    }
}
