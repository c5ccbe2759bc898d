package io.hopguard.client.internal.kernel;

import io.hopguard.client.http.Response;

/**
 * One link of the pipeline. Holds the next link in a final field; returns a whole response or throws a
 * {@link io.hopguard.client.error.HopguardException}.
 */
@FunctionalInterface
public interface Stage {
    /** Runs this link and all behind it. */
    Response execute(Exchange exchange);
}
