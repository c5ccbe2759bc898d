package io.hopguard.spring;

import static io.hopguard.spring.Given.set;

import io.hopguard.client.ResilientClientBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What holds for all clients unless a client has its own.
 *
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
record SharedProperties(
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

    /** These, and what they leave open from the parent; trust and keys come from a bundle or from files, never from both. */
    SharedProperties over(SharedProperties parent) {
        SharedProperties rest = parent;
        if (sslBundle != null) {
            rest = rest.trusting(rest.tls.withoutFiles(), null);
        } else if (tls.filesSet()) {
            rest = rest.trusting(rest.tls, null);
        }
        return Inheriting.merged(this, rest);
    }

    private SharedProperties trusting(TlsProperties files, @Nullable String bundle) {
        return with(files, bundle, this);
    }

    /** With those of another about what is told of calls, which a client has from its beginning to its end. */
    SharedProperties watchedAs(SharedProperties first) {
        return with(tls, sslBundle, first);
    }

    private SharedProperties with(TlsProperties files, @Nullable String bundle, SharedProperties watched) {
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
                files,
                bundle,
                headers,
                userAgent,
                budgetHeader,
                requestIdHeader,
                watched.meters,
                watched.logs,
                watched.redaction);
    }

    /** The names of those that a client has from its beginning to its end and that are not the same. */
    List<String> watchedDifferently(SharedProperties first, String prefix) {
        return Stream.of(
                        meters.equals(first.meters) ? "" : "meters",
                        logs.equals(first.logs) ? "" : "logs",
                        redaction.equals(first.redaction) ? "" : "redaction")
                .filter(name -> !name.isEmpty())
                .map(name -> prefix + name)
                .toList();
    }

    void applyTo(ResilientClientBuilder builder) {
        builder.timeouts(timeouts::applyTo)
                .retry(retry::applyTo)
                .retryBudget(retryBudget::applyTo)
                .circuitBreaker(circuitBreaker::applyTo)
                .bulkhead(bulkhead::applyTo)
                .redirects(redirects::applyTo)
                .connections(connections::applyTo)
                .proxy(proxy::applyTo)
                .limits(limits::applyTo)
                .tls(tls::applyTo)
                .meters(meters::applyTo)
                .logs(logs::applyTo)
                .redaction(redaction::applyTo);
        set(headers, all -> all.forEach(builder::header));
        set(userAgent, builder::userAgent);
        set(budgetHeader, chosen -> builder.budgetHeader(chosen.header()));
        // In YAML, off is the same as false.
        set(requestIdHeader, name -> builder.requestIdHeader(name.matches("(?i)off|false") ? null : name));
    }

    /** Headers may be secrets. */
    @Override
    public String toString() {
        return "SharedProperties";
    }
}
