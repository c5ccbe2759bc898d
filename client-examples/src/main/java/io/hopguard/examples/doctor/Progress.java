package io.hopguard.examples.doctor;

/** Hears what is being done. */
@FunctionalInterface
public interface Progress {

    /**
     * Something begins.
     *
     * @param words what, without secrets
     */
    void at(String words);
}
