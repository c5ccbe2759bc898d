package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Response;

/**
 * The trace of one call, from where it was asked for to its end. Only for the thread that runs the call, but for
 * {@link #abandon}. Never throws.
 */
public interface CallTrace {
    /** Of a call that nobody traces. */
    CallTrace NONE = new CallTrace() {};

    /** The call begins on this thread, which is to call {@link #leave()}; false when it is not traced, or given up. */
    default boolean enter() {
        return false;
    }

    /** Counts the requests that the call sends: 0 for the first. */
    default int nextSend() {
        return 0;
    }

    /**
     * Something happened to the call.
     *
     * @param event what, one of a few names
     * @param words the same with particulars, without secrets
     */
    default void note(String event, String words) {}

    default void answered(Response response) {}

    default void failed(Throwable failure) {}

    /** The call is over, whatever came before. */
    default void leave() {}

    /** No thread will ever run the call; does nothing when one does. From any thread. */
    default void abandon(Throwable failure) {}
}
