package io.hopguard.benchmarks.report;

import io.hopguard.benchmarks.peer.PeerKind;

/**
 * What was measured.
 *
 * @param peer who
 * @param operation {@code get} or {@code post}
 * @param threads how many called at once
 * @param virtual whether they were virtual ones
 */
record Cell(PeerKind peer, String operation, int threads, boolean virtual) {}
