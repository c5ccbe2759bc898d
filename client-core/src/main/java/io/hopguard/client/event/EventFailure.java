package io.hopguard.client.event;

import io.hopguard.client.error.HopguardException;
import io.hopguard.client.error.Phase;

/**
 * What is kept of an exception: enough to count and to tell, without the response's body and headers. Immutable and thread-safe.
 * Components may be added before version 1.0.
 *
 * @param type the exception's simple class name
 * @param code its {@link HopguardException#code()}
 * @param message its one-line story, without secrets
 * @param phase what was being done
 * @param outcomeUnknown whether an unsafe request may have been applied without us knowing
 */
public record EventFailure(String type, String code, String message, Phase phase, boolean outcomeUnknown) {
    /**
     * Keeps what is needed of an exception.
     *
     * @param failure the exception
     * @return the rest
     */
    public static EventFailure of(HopguardException failure) {
        return new EventFailure(
                failure.getClass().getSimpleName(),
                failure.code(),
                String.valueOf(failure.getMessage()),
                failure.phase(),
                failure.outcomeUnknown());
    }
}
