package io.hopguard.client.diagnosis;

/** How sure a {@link Diagnosis} is. Immutable. */
public enum Confidence {
    /** The sender, or this process itself, said so in a machine-readable form. */
    CERTAIN,
    /** The evidence fits one explanation far better than the others. */
    LIKELY,
    /** The evidence allows it. */
    POSSIBLE,
    /** There is no evidence. */
    NONE
}
