package io.hopguard.client.internal.observe;

/** All meters of a client. The table of docs/metrics.md says the same to users. */
public enum ClientMeter {
    CALLS("calls", "Whole calls, with their waits and with turning the body into a value"),
    ATTEMPTS("attempts", "Single attempts of calls, without the waits between them"),
    RETRIES("retries", "Further attempts that were scheduled, by what the attempt before them failed with"),
    GAVE_UP("gave.up", "Calls that failed and were not tried again, by the reason"),
    WAIT("wait", "Waits that took place, by what was waited for"),
    BUDGET_LEFT("budget.left", "What was left of a call's total when a request was written, and when the call ended"),
    TIMEOUT_TOTAL("timeout.total", "The total that a call may take unless it has a limit of its own"),
    RETRY_BUDGET("retry.budget", "Retries that the retry budget would allow now"),
    RETRY_BUDGET_CAPACITY("retry.budget.capacity", "Retries that a full retry budget allows"),
    BREAKER_STATE("breaker.state", "1 for the state in which the circuit breaker is, else 0"),
    BREAKER_FAILURE_RATE("breaker.failure.rate", "Share of failures that the circuit breaker counts now"),
    BREAKER_REJECTIONS("breaker.rejections", "Attempts that the circuit breaker refused"),
    BULKHEAD_CALLS("bulkhead.calls", "Calls in the bulkhead, and calls that wait for a place"),
    BULKHEAD_MAX("bulkhead.max", "Calls that the bulkhead lets in at once"),
    POOL_CONNECTIONS("pool.connections", "Connections of the pool, and calls that wait for one"),
    CONNECTIONS("connections", "Connections that were made, used again, or closed while nobody used them"),
    CONNECT("connect", "What it took to make new connections, by phase"),
    RESPONSE_SIZE("response.size", "Bodies of responses as they were handed out"),
    STREAMS("streams", "Streamed bodies, from their head to their end"),
    LEAKS("leaks", "Streams that were neither read nor closed and had to be cut off"),
    EVENTS_DROPPED("events.dropped", "Events that slow listeners missed");

    private static final String PREFIX = "hopguard.client.";

    private final String id;
    private final String description;

    ClientMeter(String name, String description) {
        this.id = PREFIX + name;
        this.description = description;
    }

    /** The name in the registry. */
    public String id() {
        return id;
    }

    public String description() {
        return description;
    }
}
