package io.hopguard.client.diagnosis;

/** What kind of mark a rule rests on, the weakest first. Immutable. */
enum Strength {
    /** The status and the look of the answer: says nothing about who made it. */
    GUESS(Confidence.POSSIBLE),
    /** The {@code Server} header: gateways stamp it on what they relay, too. */
    SERVER(Confidence.POSSIBLE),
    /** Words that a product uses, and others seldom do: a reason phrase, a sentence. */
    PHRASE(Confidence.LIKELY),
    /** The text of a product's own page. */
    PAGE(Confidence.LIKELY),
    /** A machine-readable field in which a product says what went wrong. */
    FIELD(Confidence.CERTAIN);

    private final Confidence confidence;

    Strength(Confidence confidence) {
        this.confidence = confidence;
    }

    /** What a rule may claim that says nothing else. */
    Confidence confidence() {
        return confidence;
    }
}
