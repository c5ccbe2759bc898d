package io.hopguard.client.diagnosis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a product does on the way of a request. Immutable. */
enum Role {
    /** Delivers an application's content from near the caller. */
    CDN(AnsweredBy.GATEWAY),
    /** Load balancer, reverse proxy, API gateway, mesh proxy. */
    GATEWAY(AnsweredBy.GATEWAY),
    /** Stands before providers of language models. */
    LLM_GATEWAY(AnsweredBy.GATEWAY),
    /** The proxy that a caller chose. */
    FORWARD_PROXY(AnsweredBy.FORWARD_PROXY),
    /** Runs the application's code. */
    ORIGIN_SERVER(AnsweredBy.ORIGIN),
    /** Is part of the application. */
    ORIGIN_FRAMEWORK(AnsweredBy.ORIGIN),
    /** No product: what can be said about any answer. */
    ANY(AnsweredBy.UNKNOWN);

    private final AnsweredBy answeredBy;

    Role(AnsweredBy answeredBy) {
        this.answeredBy = answeredBy;
    }

    AnsweredBy answeredBy() {
        return answeredBy;
    }

    /** How files write it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static @Nullable Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }
}
