package io.hopguard.spring;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One client: for one service.
 *
 * @param baseUri Where relative paths lead; requests to any other origin are refused.
 * @param auth How the client proves who it is.
 * @param hops The hops on the way to the application, outermost first, to be checked at start.
 * @param hopsWarnOnly Whether a chain of hops that does not fit is only warned about.
 * @param timeouts How long things may take.
 * @param retry What is tried again, how often and after how long.
 * @param retryBudget How much load retries may add.
 * @param circuitBreaker When a target is given a rest.
 * @param bulkhead How many calls may be under way.
 * @param redirects Which redirects are followed.
 * @param connections The connection pool.
 * @param proxy The forward proxy on the way.
 * @param limits What a response may be at the most.
 * @param tls Trust and keys from files.
 * @param sslBundle Name of the SSL bundle with trust and keys; a changed bundle holds for new connections.
 * @param headers Headers of every request, by name.
 * @param userAgent What the client calls itself.
 * @param budgetHeader Header that tells the next hop the time left, or off.
 * @param requestIdHeader Header that tells the next hop the id of the call, or off.
 * @param meters How much the meter registry is told.
 * @param logs What is said in the log, and how much of it in an outage.
 * @param redaction What is not shown in logs, traces, meters and messages, on top of what never is.
 */
record ClientProperties(
        @Nullable String baseUri,
        @NestedConfigurationProperty @Nullable AuthProperties auth,
        @Nullable List<HopProperties> hops,
        @Nullable Boolean hopsWarnOnly,
        @NestedConfigurationProperty @DefaultValue TimeoutProperties timeouts,
        @NestedConfigurationProperty @DefaultValue RetryProperties retry,
        @NestedConfigurationProperty @DefaultValue RetryBudgetProperties retryBudget,
        @NestedConfigurationProperty @DefaultValue CircuitBreakerProperties circuitBreaker,
        @NestedConfigurationProperty @DefaultValue BulkheadProperties bulkhead,
        @NestedConfigurationProperty @DefaultValue RedirectProperties redirects,
        @NestedConfigurationProperty @DefaultValue ConnectionProperties connections,
        @NestedConfigurationProperty @DefaultValue ProxyProperties proxy,
        @NestedConfigurationProperty @DefaultValue LimitProperties limits,
        @NestedConfigurationProperty @DefaultValue TlsProperties tls,
        @Nullable String sslBundle,
        @Nullable Map<String, String> headers,
        @Nullable String userAgent,
        @Nullable BudgetHeaderName budgetHeader,
        @Nullable String requestIdHeader,
        @NestedConfigurationProperty @DefaultValue MeterProperties meters,
        @NestedConfigurationProperty @DefaultValue LogProperties logs,
        @NestedConfigurationProperty @DefaultValue RedactionProperties redaction) {

    /** What only one client can have. */
    record Service(
            @Nullable String baseUri,
            @Nullable AuthProperties auth,
            @Nullable List<HopProperties> hops,
            @Nullable Boolean hopsWarnOnly) {}

    Service service() {
        return new Service(baseUri, auth, hops, hopsWarnOnly);
    }

    /** Those that all clients could have, too. */
    SharedProperties shared() {
        return new SharedProperties(
                timeouts,
                retry,
                retryBudget,
                circuitBreaker,
                bulkhead,
                redirects,
                connections,
                proxy,
                limits,
                tls,
                sslBundle,
                headers,
                userAgent,
                budgetHeader,
                requestIdHeader,
                meters,
                logs,
                redaction);
    }

    /** Headers may be secrets. */
    @Override
    public String toString() {
        return "ClientProperties";
    }
}
