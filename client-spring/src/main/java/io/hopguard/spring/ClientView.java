package io.hopguard.spring;

import io.hopguard.client.ClientState;
import io.hopguard.client.ResilientClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/** A client as the endpoint shows it, in JSON that does not depend on the settings of the application's own mapper. */
record ClientView(
        String name,
        List<TargetView> targets,
        ClientState.@Nullable Bulkhead bulkhead,
        ClientState.@Nullable Pool pool,
        List<FailureView> lastFailures,
        List<String> configuration)
        implements OperationResponseBody {

    /** What calls to a target share. */
    record TargetView(String target, @Nullable BreakerView breaker, ClientState.@Nullable RetryBudget retryBudget) {
        static TargetView of(ClientState.OfTarget of) {
            return new TargetView(of.target().toString(), BreakerView.of(of.breaker()), of.retryBudget());
        }
    }

    /** A circuit breaker; the rate is missing before enough is known. */
    record BreakerView(String state, @Nullable Double failureRate, long rejections) {
        static @Nullable BreakerView of(ClientState.@Nullable Breaker breaker) {
            return breaker == null
                    ? null
                    : new BreakerView(
                            breaker.state().name(),
                            Double.isNaN(breaker.failureRate()) ? null : breaker.failureRate(),
                            breaker.rejections());
        }
    }

    static ClientView of(ResilientClient client, LastFailures failures) {
        ClientState state = client.state();
        return new ClientView(
                state.client(),
                state.targets().stream().map(TargetView::of).toList(),
                state.bulkhead(),
                state.pool(),
                failures.of(state.client()),
                client.describe().lines().filter(line -> !line.isBlank()).toList());
    }
}
