package io.hopguard.client.internal.auth;

import org.jspecify.annotations.Nullable;

/** What a token source was good for. */
public sealed interface TokenAnswer {

    /**
     * A token; two are the same only if they are the same object, because a source may well hand out the same text again.
     *
     * @param field the value of the header
     * @param ageingAtNanos from when on another one is asked for
     * @param overAtNanos from when on it is not used any more
     */
    record Bearer(String field, long ageingAtNanos, long overAtNanos) implements TokenAnswer {
        boolean isAgeingAt(long nowNanos) {
            return nowNanos - ageingAtNanos >= 0;
        }

        boolean isOverAt(long nowNanos) {
            return nowNanos - overAtNanos >= 0;
        }

        @Override
        public String toString() {
            return "a bearer token";
        }
    }

    /**
     * None.
     *
     * @param words what happened
     * @param cause what the source threw, or null
     * @param atNanos when
     */
    record None(String words, @Nullable Throwable cause, long atNanos) implements TokenAnswer {}
}
