package io.hopguard.benchmarks.peer;

import java.io.IOException;

/** Another peer behind resilience4j. */
final class GuardedPeer implements Peer {
    private final Resilience4jGuard guard = new Resilience4jGuard();
    private final Peer guarded;

    GuardedPeer(Peer guarded) {
        this.guarded = guarded;
    }

    @Override
    public byte[] get() throws Exception {
        return guard.call(guarded::get);
    }

    @Override
    public byte[] post(byte[] json) throws Exception {
        return guard.call(() -> guarded.post(json));
    }

    @Override
    public void close() throws IOException {
        guarded.close();
    }
}
