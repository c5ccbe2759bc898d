package io.hopguard.client.gateway;

import org.junit.jupiter.api.AfterAll;

/** A real gateway in front of an upstream that is broken in many ways. */
abstract class LiveGatewayBase extends LiveTestBase {
    private final BrokenUpstream upstream = new BrokenUpstream();

    BrokenUpstream upstream() {
        return upstream;
    }

    @AfterAll
    void closeUpstream() {
        upstream.close();
    }
}
