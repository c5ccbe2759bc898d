package io.hopguard.examples.cli;

import io.hopguard.client.ResilientClient;
import io.hopguard.client.ResilientClientBuilder;
import io.hopguard.client.extend.CallListener;
import io.hopguard.client.policy.RetryPolicy;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say how a call is made; what is not given is the client's default. */
final class ClientOptions {
    private static final Duration USUAL_BASE = Duration.ofMillis(100);

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = Durations.class,
            description = "The limit of the whole call, all attempts and waits included: 500ms, 1.5s, 1m."
                    + " Default: ${DEFAULT-VALUE}.")
    private Duration timeout = Duration.ofSeconds(10);

    @Option(
            names = "--attempts",
            paramLabel = "N",
            defaultValue = "3",
            converter = AttemptCount.class,
            description =
                    "How often a call may be tried, within the client's retry budget." + " Default: ${DEFAULT-VALUE}.")
    private int attempts = 3;

    @Option(names = "--no-retry", description = "Try once only, whatever --attempts says.")
    private boolean noRetry;

    @Option(names = "--no-breaker", description = "Never refuse a call because earlier ones to the target failed.")
    private boolean noBreaker;

    ResilientClient open(CallListener listener) {
        ResilientClientBuilder builder = ResilientClient.builder()
                .name("cli")
                .timeouts(t -> t.total(timeout))
                .retry(this::retries)
                // On the call's own thread: what is told as it happens must stand before the story at the end.
                .listener(listener, Runnable::run);
        return (noBreaker ? builder.circuitBreaker(breaker -> breaker.off()) : builder).build();
    }

    /** With the usual back-off, a short timeout would have no room for a retry. */
    private void retries(RetryPolicy.Builder retry) {
        Duration tenth = timeout.dividedBy(10);
        Duration base = USUAL_BASE.compareTo(tenth) <= 0 ? USUAL_BASE : tenth;
        retry.maxAttempts(noRetry ? 1 : attempts).backoff(base, Duration.ofSeconds(2));
    }
}
