package io.hopguard.client.event;

import io.hopguard.client.diagnosis.Diagnosis;
import io.hopguard.client.error.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * The evidence says which hop broke and why: told after the {@link AttemptEnded} of an attempt, and before the {@link CallEnded} of
 * a call that failed. Not told where the evidence does not say.
 *
 * @param subject the call
 * @param diagnosis which hop broke and why; never {@link Diagnosis#unknown()}
 * @param attempt the attempt that it is about, or null when it is that of the whole call
 */
public record CallDiagnosed(
        EventSubject subject, Diagnosis diagnosis, @Nullable Attempt attempt) implements CallEvent {}
