package io.hopguard.client;

import io.hopguard.client.policy.BulkheadPolicy;
import io.hopguard.client.policy.CircuitBreakerPolicy;
import io.hopguard.client.policy.ConnectionPolicy;
import io.hopguard.client.policy.LogPolicy;
import io.hopguard.client.policy.MeterPolicy;
import io.hopguard.client.policy.Problems;
import io.hopguard.client.policy.ProxyPolicy;
import io.hopguard.client.policy.Redaction;
import io.hopguard.client.policy.RedirectPolicy;
import io.hopguard.client.policy.ResponseLimits;
import io.hopguard.client.policy.RetryBudgetPolicy;
import io.hopguard.client.policy.RetryPolicy;
import io.hopguard.client.policy.TimeoutPolicy;
import io.hopguard.client.policy.TlsPolicy;

/** The rules of a client, each a policy by itself. */
record ClientPolicies(
        TimeoutPolicy timeouts,
        RetryPolicy retry,
        RetryBudgetPolicy retryBudget,
        CircuitBreakerPolicy circuitBreaker,
        BulkheadPolicy bulkhead,
        RedirectPolicy redirects,
        ConnectionPolicy connections,
        ProxyPolicy proxy,
        ResponseLimits limits,
        TlsPolicy tls,
        MeterPolicy meters,
        LogPolicy logs,
        Redaction redaction) {

    /** With those of another about what is told of calls. */
    ClientPolicies watchedAs(ClientPolicies first) {
        return new ClientPolicies(
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
                first.meters,
                first.logs,
                first.redaction);
    }

    /** Checks each policy by itself. */
    void check(Problems problems) {
        timeouts.check(problems);
        retry.check(problems);
        retryBudget.check(problems);
        circuitBreaker.check(problems);
        bulkhead.check(problems);
        redirects.check(problems);
        connections.check(problems);
        proxy.check(problems);
        limits.check(problems);
        tls.check(problems);
        meters.check(problems);
        logs.check(problems);
        redaction.check(problems);
    }

    /** The same in the making. */
    static final class Draft {
        final TimeoutPolicy.Builder timeouts = TimeoutPolicy.builder();
        final RetryPolicy.Builder retry = RetryPolicy.builder();
        final RetryBudgetPolicy.Builder retryBudget = RetryBudgetPolicy.builder();
        final CircuitBreakerPolicy.Builder circuitBreaker = CircuitBreakerPolicy.builder();
        final BulkheadPolicy.Builder bulkhead = BulkheadPolicy.builder();
        final RedirectPolicy.Builder redirects = RedirectPolicy.builder();
        final ConnectionPolicy.Builder connections = ConnectionPolicy.builder();
        final ProxyPolicy.Builder proxy = ProxyPolicy.builder();
        final ResponseLimits.Builder limits = ResponseLimits.builder();
        final TlsPolicy.Builder tls = TlsPolicy.builder();
        final MeterPolicy.Builder meters = MeterPolicy.builder();
        final LogPolicy.Builder logs = LogPolicy.builder();
        final Redaction.Builder redaction = Redaction.builder();

        ClientPolicies build() {
            return new ClientPolicies(
                    timeouts.build(),
                    retry.build(),
                    retryBudget.build(),
                    circuitBreaker.build(),
                    bulkhead.build(),
                    redirects.build(),
                    connections.build(),
                    proxy.build(),
                    limits.build(),
                    tls.build(),
                    meters.build(),
                    logs.build(),
                    redaction.build());
        }
    }
}
