package io.hopguard.docs;

import io.hopguard.client.ResilientClient;

/** The Java of docs/logging.md. */
public final class LoggingSnippets {
    private LoggingSnippets() {}

    public static ResilientClient redaction() {
        // snippet: redaction
        ResilientClient client = ResilientClient.builder()
                .redaction(r -> r.header("X-Internal").pattern("/token/([^/?; ]+)"))
                .build();
        // end
        return client;
    }
}
