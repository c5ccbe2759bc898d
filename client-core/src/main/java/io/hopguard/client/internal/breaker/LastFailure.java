package io.hopguard.client.internal.breaker;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.http.Response;
import org.jspecify.annotations.Nullable;

/** What counted last, as the exception that is made of it when somebody asks, and then kept. Thread-safe. */
final class LastFailure {
    private final @Nullable Response response;
    private volatile @Nullable HopguardException exception;

    LastFailure(@Nullable Response response, @Nullable HopguardException exception) {
        this.response = response;
        this.exception = exception;
    }

    @Nullable
    HopguardException exception() {
        if (exception == null && response != null) {
            exception = response.failure();
        }
        return exception;
    }
}
