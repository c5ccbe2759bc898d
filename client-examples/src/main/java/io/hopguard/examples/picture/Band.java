package io.hopguard.examples.picture;

/**
 * A stretch of time in which something was wrong.
 *
 * @param name what
 * @param fromSeconds since the start of the run
 * @param toSeconds since the start of the run
 */
public record Band(String name, double fromSeconds, double toSeconds) {}
