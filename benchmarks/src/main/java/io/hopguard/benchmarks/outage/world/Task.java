package io.hopguard.benchmarks.outage.world;

/**
 * Work for a thread of its own.
 *
 * @param call for whom
 * @param number the earlier begun, the lower
 */
record Task(Call call, long number, Runnable work) {}
