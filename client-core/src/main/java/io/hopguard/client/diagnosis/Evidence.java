package io.hopguard.client.diagnosis;

/**
 * One observation that a {@link Diagnosis} rests on. Immutable.
 *
 * @param field where it was seen, for example {@code status}, {@code Server} or {@code phase}
 * @param value what was seen there; never a secret
 * @param meaning what it says about the failure
 */
public record Evidence(String field, String value, String meaning) {}
